import { setMaxListeners } from 'node:events';
import type { Gauge } from 'prom-client';
import { pause } from './timers';

const pollMs = 250;

/**
 * Holds messages while what their handlers depend on is unavailable: they keep their order, and no attempt is counted.
 * A consumer holds as many as its `prefetch`; all others wait in the queue.
 */
export class Pausing {
  private readonly stopping = new AbortController();
  private readonly held = new Map<string, number>();

  constructor(
    private readonly available: () => boolean,
    private readonly gauge: Gauge<'queue'>,
  ) {
    setMaxListeners(0, this.stopping.signal); // one for each message
  }

  /** Returns when the dependency is available; false when the bus stops before. */
  ready(queue: string): true | Promise<boolean> {
    return this.available() || this.readyLater(queue);
  }

  /** After a handler found its dependency unavailable, whatever `available` says. */
  async afterFailure(queue: string): Promise<boolean> {
    await this.hold(queue, () => pause(pollMs, this.stopping.signal));
    return !this.stopping.signal.aborted;
  }

  /** Ends the waiting: the messages are requeued. */
  stop(): void {
    this.stopping.abort();
  }

  private async readyLater(queue: string): Promise<boolean> {
    const { signal } = this.stopping;
    await this.hold(queue, async () => {
      while (!this.available() && !signal.aborted) await pause(pollMs, signal);
    });
    return !signal.aborted || this.available();
  }

  private async hold(queue: string, wait: () => Promise<void>): Promise<void> {
    this.count(queue, 1);
    await wait();
    this.count(queue, -1);
  }

  private count(queue: string, change: number): void {
    const count = (this.held.get(queue) ?? 0) + change;
    this.held.set(queue, count);
    this.gauge.set({ queue }, count > 0 ? 1 : 0);
  }
}

/** Whether a handler failed because its own dependency is away, which is no fault of the message. */
export const isNotReady = (error: unknown): boolean =>
  (error as { code?: unknown } | null)?.code === 'not-ready';
