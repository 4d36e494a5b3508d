import { pause } from './timers';

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
