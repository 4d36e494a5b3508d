import { ConfigError } from '@courses/http-kit';
import { v7 as uuidv7 } from 'uuid';
import type { Config } from './config';
import { newAccount } from './domain/account';
import type { AccountRepository } from './domain/account-repository';
import { normalizeEmail } from './domain/email-address';
import { assertGoodPassword, normalizePassword, type Passwords } from './domain/passwords';

interface Parts {
  accounts: AccountRepository;
  passwords: Passwords;
  warn: (details: object, message: string) => void;
}

/**
 * Creates the account of ADMIN_EMAIL where there is none. An account that is there already stays as it is: whoever
 * registered that address first does not become an admin by it. Fails at once with ConfigError when one of the two is no good.
 */
export function firstAdmin(
  { ADMIN_EMAIL, ADMIN_PASSWORD }: Config,
  { accounts, passwords, warn }: Parts,
): () => Promise<void> {
  if (ADMIN_EMAIL === undefined || ADMIN_PASSWORD === undefined) return () => Promise.resolve();
  const email = normalizeEmail(ADMIN_EMAIL);
  if (!email) throw new ConfigError('Configuration: ADMIN_EMAIL is not an e-mail address');
  const password = normalizePassword(ADMIN_PASSWORD);
  try {
    assertGoodPassword(passwords, password, email);
  } catch (error) {
    throw new ConfigError(`Configuration: ADMIN_PASSWORD is refused. ${(error as Error).message}`);
  }
  return async () => {
    const known = await accounts.findByEmail(email);
    if (known) {
      if (!known.roles.includes('admin'))
        warn({}, 'the account of ADMIN_EMAIL is not an admin, and stays so');
      return;
    }
    const fields = { id: uuidv7(), email, displayName: 'Administrator', roles: ['admin' as const] };
    const passwordHash = await passwords.hash(password);
    await accounts.add(newAccount({ ...fields, passwordHash }, new Date().toISOString()));
  };
}
