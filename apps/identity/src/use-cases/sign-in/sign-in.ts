import { DomainError, type Tokens } from '@courses/contracts';
import { assertEnabled, rehash, type Account } from '../../domain/account';
import { signingIn } from '../../domain/attempts';
import type { Device } from '../../domain/device';
import { normalizeEmail } from '../../domain/email-address';
import { isDemoPassword, normalizePassword } from '../../domain/passwords';
import type { Stores } from '../../stores';

export interface SignInCommand {
  email: string;
  password: string;
  /** Of the caller; see `networkOf`. */
  network: string;
  device: Device;
}

export interface SignInOptions {
  /** The passwords of the quick start are public. */
  rejectDemoPasswords: boolean;
}

type Ports = Omit<Stores, 'sessions'>;

/** Takes the same time for an address without an account; that an account is disabled learns only who has its password. */
export const signIn =
  ({ accounts, passwords, attempts, tokens }: Ports, { rejectDemoPasswords }: SignInOptions) =>
  async ({ email: text, password: typed, network, device }: SignInCommand): Promise<Tokens> => {
    const email = normalizeEmail(text);
    const password = normalizePassword(typed);
    const counted = signingIn(email ?? '', network);
    await attempts.take(...counted);
    const account = email ? await accounts.findByEmail(email) : undefined;
    const { matches, outdated } = await passwords.check(password, account?.passwordHash);
    if (!account || !matches || (rejectDemoPasswords && isDemoPassword(password))) throw invalidCredentials();
    await attempts.succeeded(...counted);
    assertEnabled(account);
    const current = outdated ? await renewHash({ accounts, passwords }, account, password) : account;
    return tokens.begin(current, device);
  };

async function renewHash(
  { accounts, passwords }: Pick<Ports, 'accounts' | 'passwords'>,
  account: Account,
  password: string,
): Promise<Account> {
  try {
    return await accounts.save(rehash(account, await passwords.hash(password)));
  } catch (error) {
    // The account was changed meanwhile; the next sign-in tries again.
    if ((error as { code?: unknown }).code === 'write-conflict') return account;
    throw error;
  }
}

const invalidCredentials = () => new DomainError('invalid-credentials', 'Check both and try again.');
