/* eslint-disable @typescript-eslint/require-await -- the methods of a Bus reject, they do not throw */
import { randomUUID } from 'node:crypto';
import type { EventMessage } from '@courses/contracts';
import type { Tracer } from '@opentelemetry/api';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { Bus, BusState } from '../bus';
import { busMetrics, initializeQueue, type BusMetrics } from '../delivery/metrics';
import { Pausing } from '../delivery/pausing';
import { defaultRetryDelaysMs } from '../delivery/retry-ladder';
import type { Subscription } from '../delivery/subscription';
import type { MessageTracing } from '../delivery/tracing';
import { BusUnavailableError } from '../errors';
import { assertSize, publishValidated } from '../validation/publish-validated';
import { MemoryBroker } from './memory-broker';
import { MemoryConsumer } from './memory-consumer';

export interface MemoryBusOptions {
  /** Give every service of a process its own bus on one shared broker; default a broker of its own. */
  broker?: MemoryBroker;
  /** Default: 1 s, 5 s, 30 s, 2 min, 10 min. */
  retryDelaysMs?: readonly number[];
  /** How long `stop` waits for handlers; default 10 s. */
  stopGraceMs?: number;
  /** Whether what the handlers depend on is available; messages wait while it is not, without an attempt. Default: always. */
  available?: () => boolean;
  logger?: Logger;
  /** Of the content type of OpenMetrics, which has exemplars. */
  metrics?: Registry;
  /** Without it, nothing is traced. */
  tracer?: Tracer | undefined;
}

/**
 * A bus inside one process, for the quick start and for tests. It behaves as the AMQP bus does (one conformance suite
 * checks both), but a message lives as long as the process.
 *
 * Services of one process share a {@link MemoryBroker} and have a bus each, so that each can stop on its own:
 * `const broker = memoryBroker(); memoryBus({ broker }); memoryBus({ broker })`. One bus can also be shared: then
 * the first `stop` closes it for all.
 */
export function memoryBus(options: MemoryBusOptions = {}): Bus & { readonly broker: MemoryBroker } {
  return new MemoryBus(options);
}

/** A broker for several buses of one process. */
export const memoryBroker = (): MemoryBroker => new MemoryBroker();

class MemoryBus implements Bus {
  readonly broker: MemoryBroker;
  private readonly metrics: BusMetrics;
  private readonly pausing: Pausing;
  private readonly tracing: MessageTracing | undefined;
  private readonly subscriptions: Subscription[] = [];
  private readonly consumers: MemoryConsumer[] = [];
  private readonly ownQueues: string[] = [];
  private phase: 'new' | 'started' | 'stopped' = 'new';
  private stopping: Promise<void> | undefined;

  constructor(private readonly options: MemoryBusOptions) {
    this.broker = options.broker ?? new MemoryBroker();
    this.metrics = busMetrics(options.metrics);
    this.pausing = new Pausing(options.available ?? (() => true), this.metrics.paused);
    this.tracing = options.tracer && { tracer: options.tracer, system: 'memory' };
  }

  get state(): BusState {
    if (this.phase !== 'started') return 'closed';
    return this.broker.isRunning ? 'connected' : 'reconnecting';
  }

  async start(): Promise<void> {
    this.assertNotStopped();
    if (this.phase === 'started') return;
    this.phase = 'started';
    for (const subscription of this.subscriptions) this.consume(subscription);
  }

  publish(message: EventMessage): Promise<void> {
    const { tracing, metrics } = this;
    const assertAvailable = () => {
      if (this.state !== 'connected') throw new BusUnavailableError(this.state);
    };
    const options = { published: metrics.published, tracing, assertAvailable };
    return publishValidated(message, options, (validated) => {
      const body = JSON.stringify(validated);
      assertSize(validated, Buffer.byteLength(body));
      this.broker.route(validated.type, body);
    });
  }

  async subscribe(subscription: Subscription): Promise<void> {
    this.assertNotStopped();
    initializeQueue(this.metrics, subscription.queue);
    if (!subscription.broadcast) this.broker.bind(subscription.queue, subscription.event.type);
    this.subscriptions.push(subscription);
    if (this.phase === 'started') this.consume(subscription);
  }

  async depth(queue: string): Promise<number | undefined> {
    return this.state === 'connected' ? this.broker.depth(queue) : undefined;
  }

  stop(): Promise<void> {
    return (this.stopping ??= this.stopOnce());
  }

  private async stopOnce(): Promise<void> {
    this.phase = 'stopped';
    this.pausing.stop();
    const { stopGraceMs = 10_000 } = this.options;
    await Promise.all(this.consumers.map((consumer) => consumer.stop(stopGraceMs)));
    for (const queue of this.ownQueues) this.broker.remove(queue);
  }

  private consume(subscription: Subscription): void {
    const { retryDelaysMs = defaultRetryDelaysMs, logger } = this.options;
    const { broadcast } = subscription;
    const { metrics, pausing, tracing } = this;
    const delivery = { retryDelaysMs: broadcast ? [] : retryDelaysMs, logger, metrics, pausing, tracing };
    const queue = broadcast ? this.ownQueue(subscription) : subscription.queue;
    this.consumers.push(new MemoryConsumer(this.broker, queue, subscription, delivery));
    subscription.onConnected?.();
  }

  private ownQueue({ queue: name, event }: Subscription): string {
    const queue = `${name}.${randomUUID()}`;
    this.broker.bind(queue, event.type);
    this.ownQueues.push(queue);
    return queue;
  }

  private assertNotStopped(): void {
    if (this.phase === 'stopped') throw new Error('This bus was stopped; make a new one');
  }
}
