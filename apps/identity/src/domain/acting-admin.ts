import { DomainError, type Change } from '@courses/contracts';
import { isActiveAdmin, touch, type Account } from './account';
import type { AccountRepository } from './account-repository';

/**
 * The account of the admin who acts, as it is stored: a token from before the loss of the role, or of the account, must not
 * suffice. Fails with `forbidden`.
 */
export async function loadActingAdmin(accounts: AccountRepository, id: string): Promise<Account> {
  const own = await accounts.find(id);
  if (!own || !isActiveAdmin(own)) throw new DomainError('forbidden', 'Only admins may do this.');
  return own;
}

/**
 * Saves a change of `account`. Where it takes an admin away, the account of the one who acts is written first: of admins who
 * take each other away at the same time, all but one get `write-conflict`, so there is always an admin left.
 */
export async function saveAsAdmin(
  accounts: AccountRepository,
  { admin, account, change }: { admin: Account; account: Account; change: Change<Account> },
): Promise<Account> {
  if (change.state === account) return account;
  if (isActiveAdmin(account) && !isActiveAdmin(change.state)) await accounts.save(touch(admin));
  return accounts.save(change);
}
