import { pause } from './timers';

export interface RetryOptions {
  signal?: AbortSignal;
  /** Called with each failure. */
  onError?: (error: unknown, worthLogging: boolean) => void;
}

/** Repeats the work until it succeeds; rejects with its error once it fails after `ms`, or after the signal aborted. */
export async function retryUntil(
  ms: number,
  work: () => Promise<void>,
  { signal = new AbortController().signal, onError }: RetryOptions = {},
): Promise<void> {
  const deadline = performance.now() + ms;
  const backoff = new Backoff(50, 1_000);
  for (;;) {
    try {
      return await work();
    } catch (error) {
      const { worthLogging } = backoff.fail();
      onError?.(error, worthLogging);
      if (signal.aborted || performance.now() > deadline) throw error;
      await backoff.pause(signal);
    }
  }
}

/** Exponential pauses with jitter, so that many clients do not come back in step: between half and all of the delay. */
export class Backoff {
  private failures = 0;

  constructor(
    private readonly firstMs: number,
    private readonly longestMs: number,
  ) {}

  get isFailing(): boolean {
    return this.failures > 0;
  }

  /** True for the 1st, 2nd, 4th, 8th … failure in a row: enough for a log. */
  get worthLogging(): boolean {
    return (this.failures & (this.failures - 1)) === 0;
  }

  fail(): this {
    this.failures += 1;
    return this;
  }

  reset(): void {
    this.failures = 0;
  }

  /** Until the delay of the last failure is over, or the signal aborts. Never rejects. */
  async pause(signal: AbortSignal): Promise<void> {
    const full = Math.min(this.firstMs * 2 ** (this.failures - 1), this.longestMs);
    await pause(full * (0.5 + Math.random() / 2), signal);
  }
}
