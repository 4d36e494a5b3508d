import type { Account, User } from '@courses/contracts';
import { assertEnabled, rename, toPublic } from '../../domain/account';
import { loadAccount } from '../../domain/load-account';
import type { Stores } from '../../stores';

export interface RenameAccountCommand {
  user: User;
  displayName: string;
}

export const renameAccount =
  ({ accounts }: Pick<Stores, 'accounts'>) =>
  async ({ user, displayName }: RenameAccountCommand): Promise<Account> => {
    const account = await loadAccount(accounts, user.id);
    assertEnabled(account);
    const renamed = rename(account, displayName);
    return toPublic(renamed.state === account ? account : await accounts.save(renamed));
  };
