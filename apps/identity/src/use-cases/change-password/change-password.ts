import { DomainError, type Tokens, type User } from '@courses/contracts';
import { assertEnabled, changePassword as change } from '../../domain/account';
import { changingPassword } from '../../domain/attempts';
import type { Device } from '../../domain/device';
import { loadAccount } from '../../domain/load-account';
import { assertGoodPassword, normalizePassword } from '../../domain/passwords';
import type { Stores } from '../../stores';

export interface ChangePasswordCommand {
  user: User;
  currentPassword: string;
  newPassword: string;
  device: Device;
}

/** Ends every session and begins a new one. */
export const changePassword =
  ({ accounts, passwords, attempts, tokens }: Omit<Stores, 'sessions'>) =>
  async ({ user, currentPassword, newPassword, device }: ChangePasswordCommand): Promise<Tokens> => {
    const account = await loadAccount(accounts, user.id);
    assertEnabled(account);
    const next = normalizePassword(newPassword);
    assertGoodPassword(passwords, next, account.email);
    const attempt = changingPassword(account.id);
    await attempts.take(attempt);
    const { matches } = await passwords.check(normalizePassword(currentPassword), account.passwordHash);
    if (!matches) throw new DomainError('invalid-credentials', 'The current password is wrong.');
    await attempts.succeeded(attempt);
    return tokens.begin(await accounts.save(change(account, await passwords.hash(next))), device);
  };
