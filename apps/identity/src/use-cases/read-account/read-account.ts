import type { Account } from '@courses/contracts';
import { toPublic } from '../../domain/account';
import { loadAccount } from '../../domain/load-account';
import type { Stores } from '../../stores';

export interface ReadAccountQuery {
  accountId: string;
}

export const readAccount =
  ({ accounts }: Pick<Stores, 'accounts'>) =>
  async ({ accountId }: ReadAccountQuery): Promise<Account> =>
    toPublic(await loadAccount(accounts, accountId));
