import { ConfigError } from '@courses/http-kit';
import { v7 as uuidv7 } from 'uuid';
import type { Config } from './config';
import { register } from './domain/account';
import type { AccountRepository } from './domain/account-repository';
import { normalizeEmail } from './domain/email-address';
import { assertGoodPassword, normalizePassword, type Passwords } from './domain/passwords';

interface Ports {
  accounts: AccountRepository;
  passwords: Passwords;
  warn: (details: object, message: string) => void;
}

/**
 * Creates the account of ADMIN_EMAIL where there is none. An existing account is left unchanged: whoever
 * registered that address first does not become an admin. Fails at once with ConfigError when one of the two is invalid.
 */
export function firstAdmin(
  { ADMIN_EMAIL, ADMIN_PASSWORD }: Config,
  { accounts, passwords, warn }: Ports,
): () => Promise<void> {
  if (ADMIN_EMAIL === undefined || ADMIN_PASSWORD === undefined) return () => Promise.resolve();
  const email = normalizeEmail(ADMIN_EMAIL);
  if (!email) throw new ConfigError('Configuration: ADMIN_EMAIL is not an e-mail address');
  const password = normalizePassword(ADMIN_PASSWORD);
  try {
    assertGoodPassword(passwords, password, email);
  } catch (error) {
    throw new ConfigError(`Configuration: ADMIN_PASSWORD is too weak. ${(error as Error).message}`);
  }
  return async () => {
    const known = await accounts.findByEmail(email);
    if (known) {
      if (!known.roles.includes('admin'))
        warn({}, 'the account of ADMIN_EMAIL is not an admin and is left unchanged');
      return;
    }
    const fields = { id: uuidv7(), email, displayName: 'Administrator', roles: ['admin' as const] };
    const passwordHash = await passwords.hash(password);
    await accounts.insert(register({ ...fields, passwordHash }, new Date().toISOString()));
  };
}
