import type { User } from '@courses/contracts';
import { signedOutEverywhere } from '../../domain/account';
import { loadAccount, type AccountRepository } from '../../domain/account-repository';

export interface SignOutEverywhereCommand {
  user: User;
}

export const signOutEverywhere =
  (accounts: AccountRepository) =>
  async ({ user }: SignOutEverywhereCommand): Promise<void> =>
    accounts.save(signedOutEverywhere(await loadAccount(accounts, user.id)));
