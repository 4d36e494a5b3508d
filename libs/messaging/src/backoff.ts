import { setTimeout as delay } from 'node:timers/promises';

/** Exponential pauses with jitter, so that many clients do not come back in step: between half and all of the delay. */
export class Backoff {
  private failures = 0;

  constructor(
    private readonly firstMs: number,
    private readonly longestMs: number,
  ) {}

  /** True for the 1st, 2nd, 4th, 8th … failure in a row: enough for a log. */
  get worthLogging(): boolean {
    return (this.failures & (this.failures - 1)) === 0;
  }

  get isFailing(): boolean {
    return this.failures > 0;
  }

  /** Counts a failure; pauses until the time is over or the signal aborts. Never rejects. */
  fail(): this {
    this.failures += 1;
    return this;
  }

  async pause(signal: AbortSignal): Promise<void> {
    const full = Math.min(this.firstMs * 2 ** (this.failures - 1), this.longestMs);
    await pause(full * (0.5 + Math.random() / 2), signal);
  }

  reset(): void {
    this.failures = 0;
  }
}

/** Waits, or returns early when the signal aborts. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await delay(ms, undefined, { signal });
  } catch {
    // aborted: that is what the signal is for
  }
}
