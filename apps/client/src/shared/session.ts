import type { Account, Role } from '@courses/contracts';

/** Who is signed in, as the page shows it. */
export type SessionUser = Pick<Account, 'id' | 'email' | 'displayName' | 'roles'>;

export interface DemoAccount {
  role: Role;
  email: string;
  password: string;
}

/** What this installation offers. */
export interface Features {
  /** Whether the page "How it works" is shown. */
  howItWorks: boolean;
  /** Accounts that the sign-in page offers, for a demonstration; their passwords are public. */
  demoAccounts?: readonly DemoAccount[] | undefined;
}

/** The response of `GET /session` and `POST /session`; `user` is null for somebody who is not signed in. */
export interface SessionResponse extends Features {
  user: SessionUser | null;
}
