import type { Change, Page, PageRequest } from '@courses/contracts';
import type { Account } from './account';

export interface AccountQuery extends PageRequest {
  /** Beginnings of words of the name or the e-mail address, all of which must occur. */
  search?: string | undefined;
}

export interface AccountRepository {
  find(id: string): Promise<Account | undefined>;
  /** In no particular order; without ids that are of no account. */
  findAll(ids: readonly string[]): Promise<Account[]>;
  /** `email` is normalized. */
  findByEmail(email: string): Promise<Account | undefined>;
  /** Stores a new account and its events; returns false when its e-mail address has an account. */
  insert(change: Change<Account>): Promise<boolean>;
  /** Stores the change and its events in one update. Fails with `write-conflict` when the account was changed meanwhile. */
  save(change: Change<Account>): Promise<Account>;
  /** Newest first. */
  list(query: AccountQuery): Promise<Page<Account>>;
}
