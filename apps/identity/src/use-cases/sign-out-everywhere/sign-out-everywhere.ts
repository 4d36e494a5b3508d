import type { User } from '@courses/contracts';
import { signOutEverywhere as change } from '../../domain/account';
import { loadAccount } from '../../domain/load-account';
import type { Stores } from '../../stores';

export interface SignOutEverywhereCommand {
  user: User;
}

export const signOutEverywhere =
  ({ accounts }: Pick<Stores, 'accounts'>) =>
  async ({ user }: SignOutEverywhereCommand): Promise<void> => {
    await accounts.save(change(await loadAccount(accounts, user.id)));
  };
