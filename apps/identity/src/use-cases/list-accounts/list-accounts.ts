import type { Account, Page } from '@courses/contracts';
import { toPublic } from '../../domain/account';
import type { AccountQuery } from '../../domain/account-repository';
import { normalizeEmail } from '../../domain/email-address';
import type { Stores } from '../../stores';

export const listAccounts =
  ({ accounts }: Pick<Stores, 'accounts'>) =>
  async ({ email, ...query }: AccountQuery): Promise<Page<Account>> => {
    const normalized = email === undefined ? undefined : normalizeEmail(email);
    if (email !== undefined && normalized === undefined) return { items: [] };
    const page = await accounts.list({ ...query, email: normalized });
    return { ...page, items: page.items.map(toPublic) };
  };
