import { enrollmentConfirmed, type EventContract, type EventMessage } from '@courses/contracts';
import type { Tracer } from '@opentelemetry/api';
import { ack, type Bus, type Subscription } from '../../src';
import { until } from '../until';

/** A message in its last queue. */
export interface HeldMessage {
  /** The text of the whole message (memory) or of its data (AMQP). */
  body: string;
  attempts: number;
  reason: string;
}

export interface BusOptions {
  stopGraceMs: number;
  available?: () => boolean;
  tracer?: Tracer | undefined;
}

/** What the suite needs of one kind of bus. */
export interface BusEnvironment {
  /** A new bus, not started, as another process would have it; all buses of one environment share the same queues. */
  create(options: BusOptions): Bus;
  deadLetters(queue: string): Promise<HeldMessage[]>;
  parked(queue: string): Promise<HeldMessage[]>;
  unrouted(): Promise<HeldMessage[]>;
  /** Puts text, or a message that breaks its contract, directly into a queue. */
  inject(queue: string, content: string | EventMessage): Promise<void>;
  close(): Promise<void>;
}

/** Delays between the attempts in this suite: three attempts. */
export const retryDelaysMs = [20, 40];

/** The buses of one test, which are stopped after it. */
export class BusFixture {
  private opened: BusEnvironment | undefined;
  private buses: Bus[] = [];

  constructor(private readonly openEnvironment: () => Promise<BusEnvironment>) {}

  get environment(): BusEnvironment {
    if (!this.opened) throw new Error('not open');
    return this.opened;
  }

  async open(): Promise<void> {
    this.opened = await this.openEnvironment();
  }

  async close(): Promise<void> {
    await Promise.all(this.buses.splice(0).map((bus) => bus.stop()));
    await this.environment.close();
  }

  create(options: BusOptions = { stopGraceMs: 5_000 }): Bus {
    const bus = this.environment.create(options);
    this.buses.push(bus);
    return bus;
  }

  /** A started bus with these subscriptions, all of which consume. */
  started(...subscriptions: Subscription[]): Promise<Bus> {
    return this.startedWith({}, ...subscriptions);
  }

  async startedWith(options: Partial<BusOptions>, ...subscriptions: Subscription[]): Promise<Bus> {
    const bus = this.create({ stopGraceMs: 5_000, ...options });
    await bus.start();
    for (const each of subscriptions) await bus.subscribe(each);
    await until('the bus is connected', () => bus.state === 'connected');
    return bus;
  }
}

/** A subscription to `enrollment.confirmed.v1` that records its messages and returns what `answer` does. */
export function recorder(queue: string, answer: Subscription['handle'] = () => Promise.resolve(ack)) {
  const received: EventMessage[] = [];
  return {
    queue,
    event: enrollmentConfirmed as EventContract,
    handle: (message: EventMessage) => {
      received.push(message);
      return answer(message);
    },
    received,
    ids: () => received.map(({ id }) => id),
  };
}
