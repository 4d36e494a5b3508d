import { DomainError, type Account, type Role, type User } from '@courses/contracts';
import { changeRoles as change, toPublic } from '../../domain/account';
import { loadActingAdmin, saveAsAdmin } from '../../domain/acting-admin';
import { loadAccount } from '../../domain/load-account';
import type { Stores } from '../../stores';

export interface ChangeRolesCommand {
  admin: User;
  accountId: string;
  roles: Role[];
  /** Versions that the admin accepts; undefined means any. */
  expected: readonly number[] | undefined;
}

/** New roles take effect at the next refresh; access tokens with the old ones live for 10 minutes at most. */
export const changeRoles =
  ({ accounts }: Pick<Stores, 'accounts'>) =>
  async ({ admin, accountId, roles, expected }: ChangeRolesCommand): Promise<Account> => {
    const own = await loadActingAdmin(accounts, admin.id);
    const account = await loadAccount(accounts, accountId);
    if (expected && !expected.includes(account.version))
      throw new DomainError(
        'precondition-failed',
        `The current version of the account is ${account.version}; read it again and repeat.`,
      );
    const changed = change(account, { adminId: admin.id, roles });
    return toPublic(await saveAsAdmin(accounts, { admin: own, account, change: changed }));
  };
