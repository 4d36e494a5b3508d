import type { Page } from '@courses/contracts';
import type { Account, Announcement } from './account';
import { AccountError } from './account.errors';

export interface AccountQuery {
  /** Normalised. */
  email?: string | undefined;
  limit: number;
  cursor?: string | undefined;
}

export interface AccountRepository {
  find(id: string): Promise<Account | undefined>;
  /** `email` is normalized. */
  findByEmail(email: string): Promise<Account | undefined>;
  /** Stores a new account and announces it, or returns false because its address has one. */
  add(account: Account): Promise<boolean>;
  /** Stores the change and its announcement at once. Fails with `write-conflict` when the account has moved on. */
  save(account: Account, announcement?: Announcement): Promise<void>;
  /** Newest first. */
  list(query: AccountQuery): Promise<Page<Account>>;
}

/** Fails with `account-not-found`. */
export async function loadAccount(accounts: AccountRepository, id: string): Promise<Account> {
  const account = await accounts.find(id);
  if (!account) throw new AccountError('account-not-found', `There is no account ${id}.`);
  return account;
}
