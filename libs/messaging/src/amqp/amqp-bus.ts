/* eslint-disable @typescript-eslint/require-await -- the methods of a Bus reject, they do not throw */
import type { EventMessage } from '@courses/contracts';
import type { Tracer } from '@opentelemetry/api';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { Bus, BusState } from '../bus';
import { busMetrics, initializeQueue, type BusMetrics } from '../delivery/metrics';
import { Pausing } from '../delivery/pausing';
import { defaultRetryDelaysMs } from '../delivery/retry-ladder';
import { Semaphore } from '../delivery/semaphore';
import type { Subscription } from '../delivery/subscription';
import type { MessageTracing } from '../delivery/tracing';
import { BusUnavailableError } from '../errors';
import { assertSize, publishValidated } from '../validation/publish-validated';
import { brokerUrls, isAmqpUrl, rotation } from './broker-urls';
import { encode } from './codec';
import { Consumer } from './consumer';
import { DepthGauge } from './depth-gauge';
import { MajorityProbe } from './majority-probe';
import { openConnection } from './open-connection';
import { Publisher } from './publisher';
import { RecoveringConnection } from './recovering-connection';
import { defaultTiming, type AmqpTiming } from './timing';
import { deleteTopology, exchangeNames, type QueueDefinition } from './topology';

export interface AmqpBusOptions {
  /** `amqp://…` or `amqps://…`; or a comma-separated list: nodes of one cluster, tried in turn, in an order of its own. */
  url: string;
  /** Name of the connections, as the broker's tools show it. */
  service: string;
  logger: Logger;
  /** Of the content type of OpenMetrics, which has exemplars. */
  metrics?: Registry;
  /** In front of the names of all exchanges and queues, so that tests can share a broker; default none. */
  prefix?: string;
  /** Default: 1 s, 5 s, 30 s, 2 min, 10 min. */
  retryDelaysMs?: readonly number[];
  /** How long `stop` waits for handlers; default 10 s. */
  stopGraceMs?: number;
  /** Whether what the handlers depend on is available; messages wait while it is not, without an attempt. Default: always. */
  available?: () => boolean;
  /** Without it, nothing is traced. */
  tracer?: Tracer | undefined;
  timing?: Partial<AmqpTiming>;
}

/** What a bus gets from its service. */
export type BusParts = Pick<AmqpBusOptions, 'logger' | 'metrics' | 'tracer' | 'available'>;

export interface AmqpBus extends Bus {
  /** For tests: deletes the queues and exchanges that this bus uses. Needs a prefix; works on a stopped bus. */
  deleteTopology(): Promise<void>;
}

/** A bus on RabbitMQ 4.0 or later. Throws when a URL is malformed; an unavailable broker is no error. */
export function amqpBus(options: AmqpBusOptions): AmqpBus {
  if (!isAmqpUrl(options.url))
    throw new TypeError('Each URL of a broker must begin with amqp:// or amqps://');
  return new RabbitBus(options);
}

class RabbitBus implements AmqpBus {
  private readonly prefix: string;
  private readonly metrics: BusMetrics;
  private readonly pausing: Pausing;
  private readonly tracing: MessageTracing | undefined;
  private readonly timing: AmqpTiming;
  private readonly publishing: RecoveringConnection;
  private readonly consuming: RecoveringConnection;
  private readonly publisher: Publisher;
  private readonly isolation = new Semaphore(1);
  private readonly consumers: Consumer[] = [];
  private readonly definitions: QueueDefinition[] = [];
  private gauge: DepthGauge | undefined;
  private phase: 'new' | 'started' | 'stopped' = 'new';
  private stopping: Promise<void> | undefined;

  constructor(private readonly options: AmqpBusOptions) {
    this.prefix = options.prefix ?? '';
    this.metrics = busMetrics(options.metrics);
    this.pausing = new Pausing(options.available ?? (() => true), this.metrics.paused);
    this.tracing = options.tracer && { tracer: options.tracer, system: 'rabbitmq' };
    this.timing = { ...defaultTiming, ...options.timing };
    this.publishing = this.connection('publish');
    this.consuming = this.connection('consume');
    this.publisher = new Publisher({
      prefix: this.prefix,
      confirmTimeoutMs: this.timing.confirmTimeoutMs,
      isBlocked: () => this.publishing.blocked,
      onReturned: (type) => {
        this.metrics.returned.inc();
        options.logger.error(
          { type },
          'the broker returned an event: no queue is bound to it, and courses.unrouted is missing',
        );
      },
    });
    this.publishing.add(this.publisher);
    for (const connection of [this.publishing, this.consuming])
      connection.add(new MajorityProbe(this.prefix, () => connection.blocked));
    this.metrics.connected.set({ connection: 'publish' }, 0);
  }

  get state(): BusState {
    if (this.phase !== 'started') return 'closed';
    const complete = this.publisher.ready && this.consumers.every((consumer) => consumer.consuming);
    if (!complete) return 'reconnecting';
    return this.publishing.blocked ? 'blocked' : 'connected';
  }

  async start(): Promise<void> {
    this.assertNotStopped();
    if (this.phase === 'started') return;
    this.phase = 'started';
    this.publishing.start();
    if (this.consumers.length > 0) this.consuming.start();
  }

  publish(message: EventMessage): Promise<void> {
    const { tracing, metrics } = this;
    const assertAvailable = () => {
      if (this.phase !== 'started') throw new BusUnavailableError('closed');
      this.publisher.usable();
    };
    const options = { published: metrics.published, tracing, assertAvailable };
    return publishValidated(message, options, (validated) => {
      const wire = encode(validated);
      assertSize(validated, wire.content.length);
      return this.publisher.send(exchangeNames(this.prefix).events, validated.type, wire);
    });
  }

  async subscribe(subscription: Subscription): Promise<void> {
    this.assertNotStopped();
    const { logger } = this.options;
    const { broadcast = false } = subscription;
    const retryDelaysMs = broadcast ? [] : (this.options.retryDelaysMs ?? defaultRetryDelaysMs);
    const definition = {
      prefix: this.prefix,
      queue: this.prefix + subscription.queue,
      eventType: subscription.event.type,
      retryDelaysMs,
      broadcast,
    };
    this.assertOneType(definition);
    const { publisher, isolation, metrics, pausing, tracing } = this;
    const delivery = { retryDelaysMs, logger, metrics, pausing, tracing };
    initializeQueue(metrics, subscription.queue);
    const consumer = new Consumer({ subscription, definition, delivery, publisher, isolation, logger });
    this.definitions.push(definition);
    this.consumers.push(consumer);
    this.consuming.add(consumer);
    if (this.phase === 'started') this.consuming.start();
  }

  async depth(queue: string): Promise<number | undefined> {
    if (!this.gauge) this.publishing.add((this.gauge = new DepthGauge()));
    return this.gauge.read(this.prefix + queue);
  }

  stop(): Promise<void> {
    return (this.stopping ??= this.stopOnce());
  }

  async deleteTopology(): Promise<void> {
    if (this.prefix === '') throw new Error('Without a prefix these are the real queues: not deleted');
    const options = { ...this.connectionOptions('delete'), ...defaultTiming };
    const connection = await openConnection(options, new AbortController().signal);
    try {
      const channel = await connection.model.createChannel();
      await deleteTopology(channel, this.prefix, this.definitions);
    } finally {
      await connection.close();
    }
  }

  /** The last handlers may still publish retries, so consumers come first. */
  private async stopOnce(): Promise<void> {
    this.phase = 'stopped';
    this.pausing.stop();
    const { stopGraceMs = 10_000 } = this.options;
    await Promise.all(this.consumers.map((consumer) => consumer.stop(stopGraceMs)));
    await Promise.all([this.consuming.stop(), this.publisher.drain().then(() => this.publishing.stop())]);
  }

  private connection(purpose: 'publish' | 'consume'): RecoveringConnection {
    return new RecoveringConnection({
      ...this.connectionOptions(purpose),
      logger: this.options.logger,
      onChange: ({ connected, blocked }) => {
        this.metrics.connected.set({ connection: purpose }, connected ? 1 : 0);
        if (purpose === 'publish') this.metrics.blocked.set(blocked ? 1 : 0);
      },
    });
  }

  private connectionOptions(purpose: string) {
    const { url, service } = this.options;
    return { nextUrl: rotation(brokerUrls(url)), name: `${service} ${purpose}`, ...this.timing };
  }

  private assertOneType({ queue, eventType }: QueueDefinition): void {
    const other = this.definitions.find((known) => known.queue === queue && known.eventType !== eventType);
    if (other)
      throw new Error(`Queue ${queue} takes ${other.eventType}; give ${eventType} a queue of its own`);
  }

  private assertNotStopped(): void {
    if (this.phase === 'stopped') throw new Error('This bus was stopped; make a new one');
  }
}
