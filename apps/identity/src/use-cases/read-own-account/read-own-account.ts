import type { Account, User } from '@courses/contracts';
import { toPublic } from '../../domain/account';
import { loadAccount } from '../../domain/load-account';
import type { Stores } from '../../stores';

export interface ReadOwnAccountQuery {
  user: User;
}

export const readOwnAccount =
  ({ accounts }: Pick<Stores, 'accounts'>) =>
  async ({ user }: ReadOwnAccountQuery): Promise<Account> =>
    toPublic(await loadAccount(accounts, user.id));
