import { DomainError, type Account, type Role, type User } from '@courses/contracts';
import { changeRoles as change, toPublic } from '../../domain/account';
import { loadAccount } from '../../domain/load-account';
import type { Stores } from '../../stores';

export interface ChangeRolesCommand {
  admin: User;
  accountId: string;
  roles: Role[];
  /** Versions that the admin accepts; undefined means any. */
  expected: readonly number[] | undefined;
}

/**
 * Reads the admin's own role from the database: a token from before its loss must not suffice to get it back. New roles
 * take effect at the next refresh; access tokens with the old ones live for 10 minutes at most.
 */
export const changeRoles =
  ({ accounts }: Pick<Stores, 'accounts'>) =>
  async ({ admin, accountId, roles, expected }: ChangeRolesCommand): Promise<Account> => {
    const own = await accounts.find(admin.id);
    if (!own?.roles.includes('admin')) throw new DomainError('forbidden', 'Only admins change roles.');
    const account = await loadAccount(accounts, accountId);
    if (expected && !expected.includes(account.version))
      throw new DomainError(
        'precondition-failed',
        `The current version of the account is ${account.version}; read it again and repeat.`,
      );
    const changed = change(account, { adminId: admin.id, roles });
    return toPublic(changed.state === account ? account : await accounts.save(changed));
  };
