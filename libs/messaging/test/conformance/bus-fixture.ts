import { enrollmentConfirmed, type EventMessage } from '@courses/contracts';
import { ack, subscription, type Bus, type Subscription } from '../../src';
import { until } from '../until';

/** A message at the end of its way. */
export interface HeldMessage {
  /** The text of the whole message (memory) or of its data (AMQP). */
  body: string;
  attempts: number;
  reason: string;
}

/** What the suite must know about one kind of bus. */
export interface BusHarness {
  /** A new bus, not started, as another process would have it; all of one harness reach the same queues. */
  create(options: { stopGraceMs: number }): Bus;
  deadLetters(queue: string): Promise<HeldMessage[]>;
  parked(queue: string): Promise<HeldMessage[]>;
  unrouted(): Promise<HeldMessage[]>;
  /** Puts something into a queue past `publish`: text, or a message that breaks its contract. */
  inject(queue: string, content: string | EventMessage): Promise<void>;
  close(): Promise<void>;
}

/** Delays between the attempts in this suite: three attempts. */
export const retryDelaysMs = [20, 40];

/** The buses of one test, which are stopped after it. */
export class BusRig {
  private opened: BusHarness | undefined;
  private buses: Bus[] = [];

  constructor(private readonly openHarness: () => Promise<BusHarness>) {}

  get harness(): BusHarness {
    if (!this.opened) throw new Error('not open');
    return this.opened;
  }

  async open(): Promise<void> {
    this.opened = await this.openHarness();
  }

  async close(): Promise<void> {
    await Promise.all(this.buses.splice(0).map((bus) => bus.stop()));
    await this.harness.close();
  }

  create(options = { stopGraceMs: 5_000 }): Bus {
    const bus = this.harness.create(options);
    this.buses.push(bus);
    return bus;
  }

  /** A started bus with these subscriptions, all of which consume. */
  async started(...subscriptions: Subscription[]): Promise<Bus> {
    const bus = this.create();
    await bus.start();
    for (const each of subscriptions) await bus.subscribe(each);
    await until('the bus is connected', () => bus.state === 'connected');
    return bus;
  }
}

/** A subscription to `enrollment.confirmed.v1` that keeps what it gets, and answers what it is told. */
export function recorder(queue: string, answer: Subscription['handle'] = () => Promise.resolve(ack)) {
  const received: EventMessage[] = [];
  const definition = subscription({
    queue,
    event: enrollmentConfirmed,
    handle: (message) => {
      received.push(message);
      return answer(message);
    },
  });
  return { ...definition, received, ids: () => received.map(({ id }) => id) };
}
