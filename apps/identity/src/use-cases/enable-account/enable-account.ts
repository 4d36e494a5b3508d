import type { Account, User } from '@courses/contracts';
import { enable, toPublic } from '../../domain/account';
import { loadActingAdmin, saveAsAdmin } from '../../domain/acting-admin';
import { loadAccount } from '../../domain/load-account';
import type { Stores } from '../../stores';

export interface EnableAccountCommand {
  admin: User;
  accountId: string;
}

export const enableAccount =
  ({ accounts }: Pick<Stores, 'accounts'>) =>
  async ({ admin, accountId }: EnableAccountCommand): Promise<Account> => {
    const own = await loadActingAdmin(accounts, admin.id);
    const account = await loadAccount(accounts, accountId);
    const change = enable(account);
    return toPublic(await saveAsAdmin(accounts, { admin: own, account, change }));
  };
