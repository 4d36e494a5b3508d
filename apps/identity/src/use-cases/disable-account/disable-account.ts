import type { Account, User } from '@courses/contracts';
import { disable, toPublic } from '../../domain/account';
import { loadActingAdmin, saveAsAdmin } from '../../domain/acting-admin';
import { loadAccount } from '../../domain/load-account';
import type { Stores } from '../../stores';

export interface DisableAccountCommand {
  admin: User;
  accountId: string;
}

/** Sessions end at once; access tokens that were issued live for 10 minutes at most. */
export const disableAccount =
  ({ accounts, now }: Pick<Stores, 'accounts' | 'now'>) =>
  async ({ admin, accountId }: DisableAccountCommand): Promise<Account> => {
    const own = await loadActingAdmin(accounts, admin.id);
    const account = await loadAccount(accounts, accountId);
    const change = disable(account, { adminId: own.id, now: now().toISOString() });
    return toPublic(await saveAsAdmin(accounts, { admin: own, account, change }));
  };
