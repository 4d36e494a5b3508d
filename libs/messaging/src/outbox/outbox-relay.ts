import type { EventMessage } from '@courses/contracts';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { v7 as uuid } from 'uuid';
import { Backoff } from '../delivery/backoff';
import { BusUnavailableError, failureResult, InvalidMessageError } from '../bus';
import { relayMetrics, type RelayMetrics } from '../delivery/metrics';
import { measureBacklog } from './backlog';
import { assertValid } from '../validation/publish-validated';
import type { Claim, Outbox } from './outbox';
import { pause } from '../delivery/timers';
import { isStuck, OrderedPublisher, type Published } from './ordered-publisher';

export interface OutboxRelayOptions {
  outbox: Outbox;
  /** Resolves when the event is confirmed: `(message) => bus.publish(message)`. */
  publish: (message: EventMessage) => Promise<void>;
  logger: Logger;
  metrics?: Registry;
  /** How long another relay leaves an aggregate alone that this one has claimed; default 30 s. */
  leaseMs?: number;
  /** How often to look for events that nobody announced, e.g. of a process that died; default 1 s. */
  pollMs?: number;
  /** Events that wait for their confirms at the same time, and aggregates claimed at once; default 128. */
  window?: number;
}

export interface OutboxRelay {
  start(): void;
  /** Sends nothing new, waits for what is in flight, and gives back the rest. Never rejects. */
  stop(): Promise<void>;
}

/**
 * Publishes what is in the outbox, in order per aggregate, and removes what the broker confirmed. Any number of relays may
 * run on one outbox. An event is published at least once: twice when a relay dies between confirm and removal.
 *
 * While the bus or the database fails, the events stay where they are and the relay tries again, at most twice a second.
 * From now on an event that its contract refuses fails at the caller, before anything is written. One that is stored all the
 * same holds back its own aggregate only, and is logged as an error once per lease.
 */
export function outboxRelay(options: OutboxRelayOptions): OutboxRelay {
  return new Relay(options);
}

/** Events claimed at once take so much memory at most, but for the last aggregate, and there are two claims at a time. */
const claimBytes = 8 * 1024 * 1024;

interface BatchResult {
  /** Something of it is still to be published. */
  more: boolean;
  failed: boolean;
}

const done: BatchResult = { more: false, failed: false };

class Relay implements OutboxRelay {
  private readonly owner = uuid();
  private readonly label: { outbox: string };
  private readonly metrics: RelayMetrics;
  private readonly leaseMs: number;
  private readonly windowSize: number;
  private readonly publisher: OrderedPublisher;
  private readonly backoff = new Backoff(50, 500);
  private readonly stopping = new AbortController();
  private unsubscribe: (() => void) | undefined;
  private running: Promise<unknown> | undefined;
  private nudged = false;
  private brokerUnavailable = false;
  private wakeUp = new AbortController();

  constructor(private readonly options: OutboxRelayOptions) {
    this.metrics = relayMetrics(options.metrics);
    this.leaseMs = options.leaseMs ?? 30_000;
    this.windowSize = options.window ?? 128;
    this.label = { outbox: options.outbox.name };
    options.outbox.guard(assertValid);
    this.publisher = new OrderedPublisher((message) => this.publish(message), this.windowSize);
  }

  start(): void {
    if (this.running) return;
    this.unsubscribe = this.options.outbox.onPending(() => this.nudge());
    const { outbox } = this.options;
    this.running = Promise.all([this.run(), measureBacklog(outbox, this.metrics, this.stopping.signal)]);
  }

  async stop(): Promise<void> {
    this.unsubscribe?.();
    this.stopping.abort();
    this.wakeUp.abort();
    await this.running;
  }

  private nudge(): void {
    this.nudged = true;
    this.wakeUp.abort();
  }

  /** While one batch waits for its confirms, the next one is claimed; never more than these two are in memory. */
  private async run(): Promise<void> {
    let earlier = Promise.resolve(done);
    while (!this.stopping.signal.aborted) {
      this.nudged = false;
      const leaseEnds = performance.now() + this.leaseMs;
      const batch = await this.claim();
      const later = this.relayBatch(batch, leaseEnds);
      const result = await earlier;
      earlier = later;
      if (batch?.more && !result.failed) continue;
      const { more, failed } = await later;
      earlier = Promise.resolve(done);
      await this.pauseAfter({ more: more || result.more, failed: failed || result.failed });
    }
    await earlier;
  }

  private async pauseAfter({ more, failed }: BatchResult): Promise<void> {
    if (failed) return this.backoff.fail().pause(this.stopping.signal);
    this.recovered();
    if (!more) await this.rest();
  }

  private recovered(): void {
    if (this.backoff.isFailing) this.options.logger.info('outbox relay: publishing again');
    this.backoff.reset();
  }

  /** Until the next poll, or a nudge. */
  private async rest(): Promise<void> {
    if (this.nudged || this.stopping.signal.aborted) return;
    this.wakeUp = new AbortController();
    await pause(this.options.pollMs ?? 1_000, this.wakeUp.signal);
  }

  /** Publishes and settles what was claimed. Never rejects. */
  private async relayBatch(batch: Claim | undefined, leaseEnds: number): Promise<BatchResult> {
    if (!batch) return { more: false, failed: true };
    const goOn = () => !this.stopping.signal.aborted && performance.now() < leaseEnds - this.leaseMs / 2;
    const results = await Promise.all(
      batch.aggregates.map((pending) => this.publisher.publish(pending, goOn)),
    );
    const settled = await this.settle(results, leaseEnds);
    const failed = this.report(results) || !settled;
    return { more: results.some(({ cutShort }) => cutShort), failed };
  }

  private async publish(message: EventMessage): Promise<void> {
    const { label, metrics } = this;
    metrics.published.inc(label);
    try {
      await this.options.publish(message);
      metrics.results.inc({ ...label, result: 'confirmed' });
    } catch (error) {
      metrics.results.inc({ ...label, result: failureResult(error) });
      throw error;
    }
  }

  private async claim(): Promise<Claim | undefined> {
    try {
      const { leaseMs, owner } = this;
      // One is enough to see whether the bus is back; claiming all again and again would keep the database busy.
      const limit = this.brokerUnavailable ? 1 : this.windowSize;
      const claim = await this.options.outbox.claim({ owner, leaseMs, limit, maxBytes: claimBytes });
      this.metrics.takeovers.inc(this.label, claim.takenOver);
      return claim;
    } catch (error) {
      this.metrics.errors.inc({ ...this.label, step: 'claim' });
      this.log(error, 'outbox relay: cannot claim pending events');
      return undefined;
    }
  }

  /** Tries until the lease ends; then the events are claimed and published once more. */
  private async settle(results: Published[], leaseEnds: number): Promise<boolean> {
    const released = results.filter((result) => !isStuck(result));
    if (released.length === 0) return true;
    const backoff = new Backoff(50, 500);
    for (;;) {
      try {
        await this.options.outbox.settle(
          this.owner,
          released.map(({ aggregateId, confirmed }) => ({ aggregateId, confirmed })),
        );
        return true;
      } catch (error) {
        this.metrics.errors.inc({ ...this.label, step: 'settle' });
        if (backoff.fail().worthLogging)
          this.options.logger.error({ err: error }, 'outbox relay: cannot settle');
        if (this.stopping.signal.aborted || performance.now() > leaseEnds) return false;
        await backoff.pause(this.stopping.signal);
      }
    }
  }

  /** True when something failed that may succeed soon. */
  private report(results: Published[]): boolean {
    let failure: unknown;
    for (const result of results) {
      if (result.failure === undefined) continue;
      const invalid = result.failure instanceof InvalidMessageError;
      if (!invalid) failure = result.failure;
      else if (isStuck(result)) {
        const { aggregateId, failure: err } = result;
        this.options.logger.error({ aggregateId, err }, 'outbox relay: an event can never be published');
      }
    }
    this.brokerUnavailable = failure instanceof BusUnavailableError;
    if (failure === undefined) return false;
    this.log(failure, 'outbox relay: events were not confirmed; they stay in the outbox');
    return true;
  }

  private log(err: unknown, what: string): void {
    if (this.backoff.worthLogging) this.options.logger.warn({ err }, what);
  }
}
