import { accountLimits, DomainError } from '@courses/contracts';

/** Hashes passwords and checks them. */
export interface Passwords {
  hash(password: string): Promise<string>;
  /**
   * Whether the password is that of the hash; without a hash it is not, after the same time. `outdated`:
   * the hash was made with other parameters than those of today. Fails with `not-ready` when too many are queued.
   */
  check(password: string, hash: string | undefined): Promise<{ matches: boolean; outdated: boolean }>;
  /** Whether it is on the list of common passwords. */
  isCommon(password: string): boolean;
}

/** Passwords of this form are those of the quick start, which are public; rejected in production. */
export const isDemoPassword = (password: string): boolean => /^demo-[a-z]+-\d+$/.test(password);

/** The same characters, however the keyboard composed them. */
export const normalizePassword = (text: string): string => text.normalize('NFKC');

/** Fails with `password-refused`. Password and address are normalized. */
export function assertGoodPassword(passwords: Passwords, password: string, email: string): void {
  const refusal = refusalOf(passwords, password, email);
  if (refusal) throw new DomainError('password-refused', refusal);
}

/** What is wrong with a new password; undefined when nothing is. Both are normalized. */
export function refusalOf(passwords: Passwords, password: string, email: string): string | undefined {
  const plain = password.toLowerCase();
  const { passwordMinLength } = accountLimits;
  if ([...password].length < passwordMinLength) return `Use at least ${passwordMinLength} characters.`;
  if (plain === email || plain === email.split('@')[0]) return 'Do not use your e-mail address.';
  if (new Set(plain).size < 4 || passwords.isCommon(plain))
    return 'This password is too common. Choose another one.';
  return undefined;
}
