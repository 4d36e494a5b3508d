import { DomainError } from '@courses/contracts';
import type { Account } from './account';
import type { AccountRepository } from './account-repository';

/** Fails with `account-not-found`. */
export async function loadAccount(accounts: AccountRepository, id: string): Promise<Account> {
  const account = await accounts.find(id);
  if (!account) throw new DomainError('account-not-found', `There is no account ${id}.`);
  return account;
}
