import type { Account } from '@courses/contracts';

/** Who is signed in, as the page shows it. */
export type SessionUser = Pick<Account, 'id' | 'email' | 'displayName' | 'roles'>;

/** What this installation offers. */
export interface Features {
  /** Whether the page "How it works" is shown. */
  howItWorks: boolean;
}

/** The response of `GET /session` and `POST /session`; `user` is null for somebody who is not signed in. */
export interface SessionResponse extends Features {
  user: SessionUser | null;
}
