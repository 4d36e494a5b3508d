import type { Account, Role, User } from '@courses/contracts';
import { assertMayChangeRoles, hasRoles, toPublic, withRoles } from '../../domain/account';
import { AccountError } from '../../domain/account.errors';
import { loadAccount, type AccountRepository } from '../../domain/account-repository';

export interface ChangeRolesCommand {
  admin: User;
  accountId: string;
  roles: Role[];
  /** Versions that the admin accepts; undefined means any. */
  expected: readonly number[] | undefined;
}

/**
 * The admin's own role is read anew: who lost it must not get it back with a token from before. The new roles count from the next refresh on; access tokens with the old ones live for 10 minutes at most.
 */
export const changeRoles =
  (accounts: AccountRepository) =>
  async ({ admin, accountId, roles, expected }: ChangeRolesCommand): Promise<Account> => {
    const own = await accounts.find(admin.id);
    if (!own?.roles.includes('admin')) throw new AccountError('forbidden', 'Only an admin changes roles.');
    const account = await loadAccount(accounts, accountId);
    if (expected && !expected.includes(account.version))
      throw new AccountError('precondition-failed', `The account has version ${account.version} now.`);
    assertMayChangeRoles(admin.id, account, roles);
    if (hasRoles(account, roles)) return toPublic(account);
    const changed = withRoles(account, roles);
    await accounts.save(changed, 'roles-changed');
    return toPublic(changed);
  };
