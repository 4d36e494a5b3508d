import { DomainError, type FieldError, type Person, type Role } from '@courses/contracts';
import { v7 as uuidv7 } from 'uuid';
import { register } from '../../domain/account';
import { registering } from '../../domain/attempts';
import { normalizeEmail } from '../../domain/email-address';
import { assertGoodPassword, normalizePassword, refusalOf } from '../../domain/passwords';
import type { Stores } from '../../stores';

export interface RegisterAccountCommand extends Pick<Person, 'displayName'> {
  email: string;
  password: string;
  /** Of the caller; see `networkOf`. */
  network: string;
}

const roles: Role[] = ['student'];

/** Does not reveal whether the address has an account, neither by its response nor by its time. */
export const registerAccount =
  ({ accounts, passwords, attempts }: Pick<Stores, 'accounts' | 'passwords' | 'attempts'>) =>
  async ({ email: text, password: typed, displayName, network }: RegisterAccountCommand): Promise<void> => {
    const email = normalizeEmail(text);
    const password = normalizePassword(typed);
    if (!email) throw invalidEmail(refusalOf(passwords, password, text));
    assertGoodPassword(passwords, password, email);
    await attempts.take(registering(network));
    const passwordHash = await passwords.hash(password);
    const fields = { id: uuidv7(), email, displayName, roles, passwordHash };
    await accounts.insert(register(fields, new Date().toISOString()));
  };

/** With what is wrong with the password too, so that both are corrected at once. */
function invalidEmail(refusal: string | undefined) {
  const message = 'An address like name@example.org, with plain letters before the @';
  const inBody = (pointer: string, text: string): FieldError => ({ in: 'body', pointer, message: text });
  const errors = [inBody('/email', message), ...(refusal ? [inBody('/password', refusal)] : [])];
  return new DomainError('validation-failed', `body /email: ${message}`, { errors });
}
