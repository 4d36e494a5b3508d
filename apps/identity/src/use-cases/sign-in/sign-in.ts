import { demoPeople, type Tokens } from '@courses/contracts';
import { rehashed, type Account } from '../../domain/account';
import { AccountError } from '../../domain/account.errors';
import type { AccountRepository } from '../../domain/account-repository';
import { signingIn, type AttemptLimiter } from '../../domain/attempts';
import { normalizeEmail } from '../../domain/email-address';
import { normalizePassword, type Passwords } from '../../domain/passwords';
import type { TokenIssuer } from '../../domain/token-issuer';

export interface SignInCommand {
  email: string;
  password: string;
  /** Network address of the caller. */
  address: string;
}

export interface SignInParts {
  accounts: AccountRepository;
  passwords: Passwords;
  attempts: AttemptLimiter;
  tokens: TokenIssuer;
  /** The passwords of the quick start are in its source; in production nobody signs in with them. */
  production: boolean;
}

/** Takes the same time for an address without an account. */
export const signIn =
  ({ accounts, passwords, attempts, tokens, production }: SignInParts) =>
  async ({ email: text, password: typed, address }: SignInCommand): Promise<Tokens> => {
    const email = normalizeEmail(text);
    const password = normalizePassword(typed);
    const counted = signingIn(email ?? '', address);
    await attempts.take(...counted);
    const account = email ? await accounts.findByEmail(email) : undefined;
    const { matches, outdated } = await passwords.check(password, account?.passwordHash);
    if (!account || !matches || (production && isDemoPassword(password))) throw wrong();
    await attempts.succeeded(...counted);
    return tokens.begin(outdated ? await rehash(accounts, passwords, account, password) : account);
  };

async function rehash(accounts: AccountRepository, passwords: Passwords, account: Account, password: string) {
  const renewed = rehashed(account, await passwords.hash(password));
  try {
    await accounts.save(renewed);
    return renewed;
  } catch (error) {
    // Somebody else changed the account meanwhile; the next sign-in tries again.
    if ((error as { code?: unknown }).code === 'write-conflict') return account;
    throw error;
  }
}

const isDemoPassword = (password: string) => demoPeople.some((person) => person.password === password);

const wrong = () => new AccountError('invalid-credentials', 'Check both and try again.');
