/* eslint-disable @typescript-eslint/require-await -- the methods of a Bus reject, they do not throw */
import type { EventMessage } from '@courses/contracts';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { BusUnavailableError, InvalidMessageError, type Bus, type BusState } from '../bus';
import { deliver } from '../delivery';
import { checkMessage } from '../message-check';
import { busMetrics, type BusMetrics } from '../metrics';
import { defaultRetryDelaysMs } from '../retry-ladder';
import { defaultPrefetch, type Subscription } from '../subscription';
import { MemoryBroker, type StoredMessage } from './memory-broker';

export interface MemoryBusOptions {
  /** Give every service of a process its own bus on one shared broker; default a broker of its own. */
  broker?: MemoryBroker;
  /** Default: 1 s, 5 s, 30 s, 2 min, 10 min. */
  retryDelaysMs?: readonly number[];
  /** How long `stop` waits for handlers; default 10 s. */
  stopGraceMs?: number;
  logger?: Logger;
  metrics?: Registry;
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
  private readonly subscriptions: Subscription[] = [];
  private readonly detach: (() => void)[] = [];
  private readonly inFlight = new Set<Promise<void>>();
  private phase: 'new' | 'started' | 'stopped' = 'new';
  private stopping: Promise<void> | undefined;

  constructor(private readonly options: MemoryBusOptions) {
    this.broker = options.broker ?? new MemoryBroker();
    this.metrics = busMetrics(options.metrics);
  }

  get state(): BusState {
    return this.phase === 'started' ? 'connected' : 'closed';
  }

  async start(): Promise<void> {
    this.refuseWhenStopped();
    if (this.phase === 'started') return;
    this.phase = 'started';
    for (const subscription of this.subscriptions) this.consume(subscription);
  }

  async publish(message: EventMessage): Promise<void> {
    const checked = checkMessage(message, 'strict');
    if ('problem' in checked) throw new InvalidMessageError(message.type, checked.problem);
    if (this.phase !== 'started') throw new BusUnavailableError(this.state);
    this.broker.route(message.type, JSON.stringify(checked.message));
    this.metrics.published.inc({ type: message.type, result: 'confirmed' });
  }

  async subscribe(subscription: Subscription): Promise<void> {
    this.refuseWhenStopped();
    this.broker.bind(subscription.queue, subscription.event.type);
    this.subscriptions.push(subscription);
    if (this.phase === 'started') this.consume(subscription);
  }

  stop(): Promise<void> {
    return (this.stopping ??= this.stopOnce());
  }

  private async stopOnce(): Promise<void> {
    this.phase = 'stopped';
    for (const detach of this.detach) detach();
    let timer: NodeJS.Timeout | undefined;
    const grace = new Promise((resolve) => (timer = setTimeout(resolve, this.options.stopGraceMs ?? 10_000)));
    await Promise.race([Promise.all(this.inFlight), grace]);
    clearTimeout(timer);
  }

  private consume(subscription: Subscription): void {
    const { queue, prefetch = defaultPrefetch } = subscription;
    let inWork = 0;
    const take = async (message: StoredMessage) => {
      inWork += 1;
      await this.process(subscription, message);
      inWork -= 1;
      this.broker.dispatchSoon(queue);
    };
    const track = (work: Promise<void>) => {
      this.inFlight.add(work);
      void work.finally(() => this.inFlight.delete(work));
    };
    this.detach.push(
      this.broker.attach(queue, {
        hasRoom: () => inWork < prefetch,
        take: (message) => track(take(message)),
      }),
    );
  }

  private async process(subscription: Subscription, { body, attempts }: StoredMessage): Promise<void> {
    const { queue } = subscription;
    const verdict = await deliver(
      subscription,
      { id: idOf(body), attempts, read: () => JSON.parse(body) as unknown },
      {
        retryDelaysMs: this.options.retryDelaysMs ?? defaultRetryDelaysMs,
        logger: this.options.logger,
        metrics: this.metrics,
      },
    );
    if (verdict.action === 'ack') return;
    const message = { body, attempts: verdict.attempts, reason: verdict.reason };
    if (verdict.action === 'retry') this.broker.enqueueLater(queue, message, verdict.delayMs);
    else if (verdict.action === 'dead') this.broker.bury(queue, message);
    else this.broker.park(queue, message);
  }

  private refuseWhenStopped(): void {
    if (this.phase === 'stopped') throw new Error('This bus was stopped; make a new one');
  }
}

const idOf = (body: string): string | undefined => /"id":"([0-9a-f-]{36})"/.exec(body)?.[1];
