import type { Tokens, User } from '@courses/contracts';
import { withPassword } from '../../domain/account';
import { AccountError } from '../../domain/account.errors';
import { loadAccount, type AccountRepository } from '../../domain/account-repository';
import { changingPassword, type AttemptLimiter } from '../../domain/attempts';
import { assertGoodPassword, normalizePassword, type Passwords } from '../../domain/passwords';
import type { TokenIssuer } from '../../domain/token-issuer';

export interface ChangePasswordCommand {
  user: User;
  currentPassword: string;
  newPassword: string;
}

export interface ChangePasswordParts {
  accounts: AccountRepository;
  passwords: Passwords;
  attempts: AttemptLimiter;
  tokens: TokenIssuer;
}

/** Ends every session and begins a new one. */
export const changePassword =
  ({ accounts, passwords, attempts, tokens }: ChangePasswordParts) =>
  async ({ user, currentPassword, newPassword }: ChangePasswordCommand): Promise<Tokens> => {
    const account = await loadAccount(accounts, user.id);
    const next = normalizePassword(newPassword);
    assertGoodPassword(passwords, next, account.email);
    const attempt = changingPassword(account.id);
    await attempts.take(attempt);
    const { matches } = await passwords.check(normalizePassword(currentPassword), account.passwordHash);
    if (!matches) throw new AccountError('invalid-credentials', 'The current password is wrong.');
    await attempts.succeeded(attempt);
    const changed = withPassword(account, await passwords.hash(next));
    await accounts.save(changed);
    return tokens.begin(changed);
  };
