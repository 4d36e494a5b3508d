import type { Person, Role } from '@courses/contracts';
import { v7 as uuidv7 } from 'uuid';
import { newAccount } from '../../domain/account';
import { AccountError } from '../../domain/account.errors';
import type { AccountRepository } from '../../domain/account-repository';
import { registering, type AttemptLimiter } from '../../domain/attempts';
import { normalizeEmail } from '../../domain/email-address';
import { assertGoodPassword, normalizePassword, type Passwords } from '../../domain/passwords';

export interface RegisterAccountCommand extends Pick<Person, 'displayName'> {
  email: string;
  password: string;
  /** Network address of the caller. */
  address: string;
}

const roles: Role[] = ['student'];

/** Says nothing of whether the address had an account: neither by its answer nor by its time. */
export const registerAccount =
  (accounts: AccountRepository, passwords: Passwords, attempts: AttemptLimiter) =>
  async ({ email: text, password: typed, displayName, address }: RegisterAccountCommand): Promise<void> => {
    const email = normalizeEmail(text);
    if (!email) throw notAnAddress();
    const password = normalizePassword(typed);
    assertGoodPassword(passwords, password, email);
    await attempts.take(registering(address));
    const passwordHash = await passwords.hash(password);
    const now = new Date().toISOString();
    await accounts.add(newAccount({ id: uuidv7(), email, displayName, roles, passwordHash }, now));
  };

function notAnAddress(): AccountError {
  const message = 'An address like name@example.org, with plain letters before the @';
  const errors = [{ in: 'body' as const, pointer: '/email', message }];
  return new AccountError('validation-failed', `body /email: ${message}`, { errors });
}
