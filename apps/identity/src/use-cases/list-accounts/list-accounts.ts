import type { Account, Page } from '@courses/contracts';
import { toPublic } from '../../domain/account';
import type { AccountQuery, AccountRepository } from '../../domain/account-repository';
import { normaliseEmail } from '../../domain/email-address';

export const listAccounts =
  (accounts: AccountRepository) =>
  async ({ email, ...query }: AccountQuery): Promise<Page<Account>> => {
    const normalised = email === undefined ? undefined : normaliseEmail(email);
    if (email !== undefined && normalised === undefined) return { items: [] };
    const page = await accounts.list({ ...query, email: normalised });
    return { ...page, items: page.items.map(toPublic) };
  };
