import { AccountError } from './account.errors';

/** Hashes passwords and checks them. */
export interface Passwords {
  hash(password: string): Promise<string>;
  /**
   * Whether the password is that of the hash; without a hash it is not, after the same time. `outdated` tells that
   * the hash was made with other parameters than those of today. Fails with `not-ready` when too many wait.
   */
  check(password: string, hash: string | undefined): Promise<{ matches: boolean; outdated: boolean }>;
  /** Whether it is one of those that everybody tries first. */
  isCommon(password: string): boolean;
}

/** Contracts know the most characters; fewer than this are refused. */
const fewest = 10;

/** The same characters, however the keyboard composed them. */
export const normalizePassword = (text: string): string => text.normalize('NFKC');

/** Fails with `password-refused`. Password and address are normalized. */
export function assertGoodPassword(passwords: Passwords, password: string, email: string): void {
  const refusal = refusalOf(passwords, password, email);
  if (refusal) throw new AccountError('password-refused', refusal);
}

function refusalOf(passwords: Passwords, password: string, email: string): string | undefined {
  const plain = password.toLowerCase();
  if ([...password].length < fewest) return `Use at least ${fewest} characters.`;
  if (plain === email || plain === email.split('@')[0]) return 'Do not use your e-mail address.';
  if (new Set(plain).size < 4 || passwords.isCommon(plain))
    return 'Too many people use it; choose another one.';
  return undefined;
}
