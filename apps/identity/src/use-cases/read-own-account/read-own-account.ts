import type { Account, User } from '@courses/contracts';
import { toPublic } from '../../domain/account';
import { loadAccount, type AccountRepository } from '../../domain/account-repository';

export interface ReadOwnAccountQuery {
  user: User;
}

export const readOwnAccount =
  (accounts: AccountRepository) =>
  async ({ user }: ReadOwnAccountQuery): Promise<Account> =>
    toPublic(await loadAccount(accounts, user.id));
