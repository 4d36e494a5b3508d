import type { Account, Page } from '@courses/contracts';
import { toPublic } from '../../domain/account';
import type { AccountQuery } from '../../domain/account-repository';
import type { Stores } from '../../stores';

export const listAccounts =
  ({ accounts }: Pick<Stores, 'accounts'>) =>
  async (query: AccountQuery): Promise<Page<Account>> => {
    const page = await accounts.list(query);
    return { ...page, items: page.items.map(toPublic) };
  };
