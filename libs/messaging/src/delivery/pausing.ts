import type { Logger } from 'pino';
import type { BusMetrics } from './metrics';
import { pause } from './timers';

/** How often a consumer looks whether its dependency is available, in milliseconds. */
const pollMs = 250;

/** Pause after a handler found its dependency unavailable, in milliseconds; longer while `available` says so. */
const pauseMs = 1_000;

export interface PausingOptions {
  queue: string;
  /** Whether what the handlers depend on, such as their database, is available. */
  available: () => boolean;
  logger: Logger | undefined;
  metrics: BusMetrics;
}

/** Whether a consumer pauses: messages wait in their queue while the handlers' own dependency is unavailable. */
export class Pausing {
  private pausedUntil = 0;

  constructor(private readonly options: PausingOptions) {
    this.show(false);
  }

  get isPaused(): boolean {
    return Date.now() < this.pausedUntil || !this.options.available();
  }

  /** A handler has found its dependency unavailable. */
  reportUnavailable(): void {
    this.pausedUntil = Date.now() + pauseMs;
  }

  /** Resolves when the consumer has to pause, or the signal aborts. */
  async untilPaused(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && !this.isPaused) await pause(pollMs, signal);
  }

  /** Resolves when the consumer may go on, or the signal aborts. */
  async untilResumed(signal: AbortSignal): Promise<void> {
    if (!this.isPaused) return;
    const { queue, logger } = this.options;
    this.show(true);
    logger?.warn({ queue }, 'consuming pauses: what its handlers depend on is unavailable');
    while (!signal.aborted && this.isPaused) await pause(pollMs, signal);
    this.show(false);
    if (!signal.aborted) logger?.info({ queue }, 'consuming goes on');
  }

  private show(paused: boolean): void {
    this.options.metrics.paused.set({ queue: this.options.queue }, paused ? 1 : 0);
  }
}
