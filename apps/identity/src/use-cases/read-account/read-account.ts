import type { Account } from '@courses/contracts';
import { toPublic } from '../../domain/account';
import { loadAccount, type AccountRepository } from '../../domain/account-repository';

export interface ReadAccountQuery {
  accountId: string;
}

export const readAccount =
  (accounts: AccountRepository) =>
  async ({ accountId }: ReadAccountQuery): Promise<Account> =>
    toPublic(await loadAccount(accounts, accountId));
