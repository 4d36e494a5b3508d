/**
 * Rate limit with exponential backoff: `free` attempts without a delay, then a delay that doubles up to `maxDelayMs`. The
 * count is reset `windowMs` after the first attempt.
 */
export interface AttemptPolicy {
  name: string;
  free: number;
  maxDelayMs: number;
  windowMs: number;
}

/** One attempt to be counted under a policy. */
export interface Attempt {
  policy: AttemptPolicy;
  /** Who, and on what; hashed before it is stored. */
  by: string[];
}

export interface AttemptLimiter {
  /** Counts the attempts, before they are made. Fails with `rate-limited` and how long to wait. */
  take(...attempts: Attempt[]): Promise<void>;
  /** Takes back that the attempts were counted: they succeeded. */
  succeeded(...attempts: Attempt[]): Promise<void>;
}

const minute = 60_000;
const day = 1_440 * minute;

/**
 * By account and network together, so that nobody can lock somebody else out; and by network, so that nobody can try many
 * accounts, with a delay that a whole school behind one address can live with.
 */
const policies = {
  signInPair: { name: 'sign-in', free: 5, maxDelayMs: 15 * minute, windowMs: day },
  signInAddress: { name: 'sign-in-address', free: 50, maxDelayMs: 10_000, windowMs: 10 * minute },
  register: { name: 'register', free: 20, maxDelayMs: minute, windowMs: 60 * minute },
  password: { name: 'password', free: 5, maxDelayMs: 15 * minute, windowMs: day },
} satisfies Record<string, AttemptPolicy>;

export const signingIn = (email: string, network: string): Attempt[] => [
  { policy: policies.signInAddress, by: [network] },
  { policy: policies.signInPair, by: [network, email] },
];

export const registering = (network: string): Attempt => ({
  policy: policies.register,
  by: [network],
});

export const changingPassword = (accountId: string): Attempt => ({
  policy: policies.password,
  by: [accountId],
});

/** How long to wait after the attempt with this number, in milliseconds. */
export const delayAfter = (
  count: number,
  { free, maxDelayMs }: Pick<AttemptPolicy, 'free' | 'maxDelayMs'>,
): number => (count < free ? 0 : Math.min(1_000 * 2 ** Math.min(count - free, 30), maxDelayMs));
