import type { EventMessage } from '@courses/contracts';
import type { Tracer } from '@opentelemetry/api';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { v7 as uuid } from 'uuid';
import { Backoff, retryUntil } from '../delivery/backoff';
import { pause } from '../delivery/timers';
import { inBatchSpan } from '../delivery/tracing';
import { BusUnavailableError, failureResult, InvalidMessageError } from '../errors';
import { assertValid } from '../validation/publish-validated';
import { measureBacklog } from './backlog';
import { relayMetrics, type RelayMetrics } from './metrics';
import type { Claim, Outbox } from './outbox';
import { isStuck, OrderedPublisher, type Published } from './ordered-publisher';

export interface OutboxRelayOptions {
  outbox: Outbox;
  /** Resolves when the event is confirmed: `(message) => bus.publish(message)`. */
  publish: (message: EventMessage) => Promise<void>;
  logger: Logger;
  /** Of the content type of OpenMetrics, which has exemplars. */
  metrics?: Registry;
  /** Without it, nothing is traced. */
  tracer?: Tracer | undefined;
  /** Lease of a claimed aggregate, which keeps other relays off; default 30 s. */
  leaseMs?: number;
  /** How often to look for events without a notification, e.g. of a process that was killed; default 1 s. */
  pollMs?: number;
  /** Unconfirmed events at the same time, and aggregates per claim; default 128. */
  window?: number;
}

export interface OutboxRelay {
  start(): void;
  /** Sends nothing new, waits for what is in flight, and releases the rest. Never rejects. */
  stop(): Promise<void>;
}

/**
 * Publishes the events of an outbox, in order per aggregate, and removes those that the broker confirmed. Any number of
 * relays may run on one outbox. An event is published at least once: twice when a relay is killed between confirm and removal.
 *
 * While the bus or the database is unavailable, the events stay where they are and the relay retries, at most twice a second.
 * From now on the outbox rejects an event that breaks its contract, before anything is written. One that is stored all the
 * same holds back its own aggregate only, and is logged as an error once per lease.
 */
export function outboxRelay(options: OutboxRelayOptions): OutboxRelay {
  return new Relay(options);
}

/** Memory for the events of one claim, not counting the last aggregate; there are two claims at a time. */
const claimBytes = 8 * 1024 * 1024;

interface BatchResult {
  /** Whether some of its events are still to be published. */
  hasMore: boolean;
  failed: boolean;
  /** Why events were not published. */
  failure?: unknown;
}

const nothing: BatchResult = { hasMore: false, failed: false };

class Relay implements OutboxRelay {
  private readonly owner = uuid();
  private readonly label: { outbox: string };
  private readonly confirmed: { outbox: string; result: 'confirmed' };
  private readonly metrics: RelayMetrics;
  private readonly leaseMs: number;
  private readonly windowSize: number;
  private readonly publisher: OrderedPublisher;
  private readonly backoff = new Backoff(50, 500);
  private readonly stopping = new AbortController();
  private unsubscribe: (() => void) | undefined;
  private running: Promise<unknown> | undefined;
  private hasNotification = false;
  private brokerUnavailable = false;
  private wakeUpController = new AbortController();

  constructor(private readonly options: OutboxRelayOptions) {
    this.metrics = relayMetrics(options.metrics);
    this.leaseMs = options.leaseMs ?? 30_000;
    this.windowSize = options.window ?? 128;
    this.label = { outbox: options.outbox.name };
    this.confirmed = { ...this.label, result: 'confirmed' };
    options.outbox.setValidator(assertValid);
    this.publisher = new OrderedPublisher((message) => this.publish(message), this.windowSize);
  }

  start(): void {
    if (this.running) return;
    this.unsubscribe = this.options.outbox.onPending(() => this.wakeUp());
    const { outbox } = this.options;
    this.running = Promise.all([this.run(), measureBacklog(outbox, this.metrics, this.stopping.signal)]);
  }

  async stop(): Promise<void> {
    this.unsubscribe?.();
    this.stopping.abort();
    this.wakeUpController.abort();
    await this.running;
  }

  private wakeUp(): void {
    this.hasNotification = true;
    this.wakeUpController.abort();
  }

  /** While one batch waits for its confirms, the next one is claimed; there are never more than these two in memory. */
  private async run(): Promise<void> {
    let earlier = Promise.resolve(nothing);
    while (!this.stopping.signal.aborted) {
      this.hasNotification = false;
      const leaseEnds = performance.now() + this.leaseMs;
      const batch = await this.claim();
      const later = this.relayBatch(batch, leaseEnds);
      const result = await earlier;
      earlier = later;
      if (batch?.hasMore && !result.failed) continue;
      const { hasMore, failed } = await later;
      earlier = Promise.resolve(nothing);
      await this.pauseAfter({ hasMore: hasMore || result.hasMore, failed: failed || result.failed });
    }
    await earlier;
  }

  private async pauseAfter({ hasMore, failed }: BatchResult): Promise<void> {
    if (failed) return this.backoff.fail().pause(this.stopping.signal);
    this.recovered();
    if (!hasMore) await this.waitForWork();
  }

  private recovered(): void {
    if (this.backoff.isFailing) this.options.logger.info('outbox relay: publishing again');
    this.backoff.reset();
  }

  /** Until the next poll or notification. */
  private async waitForWork(): Promise<void> {
    if (this.hasNotification || this.stopping.signal.aborted) return;
    this.wakeUpController = new AbortController();
    await pause(this.options.pollMs ?? 1_000, this.wakeUpController.signal);
  }

  /** Publishes and settles what was claimed. Never rejects. */
  private async relayBatch(batch: Claim | undefined, leaseEnds: number): Promise<BatchResult> {
    if (!batch) return { hasMore: false, failed: true };
    const shouldContinue = () =>
      !this.stopping.signal.aborted && performance.now() < leaseEnds - this.leaseMs / 2;
    const { outbox } = this.options;
    // The first failure has a trace; one of each attempt would bury all others.
    const tracer = this.brokerUnavailable ? undefined : this.options.tracer;
    const events = batch.aggregates.flatMap((pending) => pending.events);
    return inBatchSpan(tracer, { outbox: outbox.name, events }, async () => {
      const results = await Promise.all(
        batch.aggregates.map((pending) => this.publisher.publish(pending, shouldContinue)),
      );
      const settled = await this.settle(results, leaseEnds);
      const failure = this.report(results);
      const failed = failure !== undefined || !settled;
      return { hasMore: results.some(({ cutShort }) => cutShort), failed, failure };
    });
  }

  private async publish(message: EventMessage): Promise<void> {
    const { label, metrics } = this;
    metrics.published.inc(label);
    try {
      await this.options.publish(message);
      metrics.results.inc(this.confirmed);
    } catch (error) {
      metrics.results.inc({ ...label, result: failureResult(error) });
      throw error;
    }
  }

  private async claim(): Promise<Claim | undefined> {
    try {
      const { leaseMs, owner } = this;
      // One is enough to probe the bus; claiming all of them each time would keep the database busy.
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

  /** Retries until the lease ends; then the events are claimed and published once more. */
  private async settle(results: Published[], leaseEnds: number): Promise<boolean> {
    const settlements = results
      .filter((result) => !isStuck(result))
      .map(({ aggregateId, confirmed }) => ({ aggregateId, confirmed }));
    if (settlements.length === 0) return true;
    const onError = (err: unknown, worthLogging: boolean) => {
      this.metrics.errors.inc({ ...this.label, step: 'settle' });
      if (worthLogging) this.options.logger.error({ err }, 'outbox relay: cannot remove confirmed events');
    };
    const settle = () => this.options.outbox.settle(this.owner, settlements);
    const { signal } = this.stopping;
    return retryUntil(leaseEnds - performance.now(), settle, { signal, onError }).then(
      () => true,
      () => false,
    );
  }

  /** Logs the failures, and returns one that is temporary. */
  private report(results: Published[]): unknown {
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
    // Without results, nothing is known: another relay has what is pending.
    if (results.length > 0) this.brokerUnavailable = failure instanceof BusUnavailableError;
    if (failure === undefined) return undefined;
    this.log(failure, 'outbox relay: events were not confirmed; they stay in the outbox');
    return failure;
  }

  private log(err: unknown, what: string): void {
    if (this.backoff.worthLogging) this.options.logger.warn({ err }, what);
  }
}
