import { courseArchived, enrollmentConfirmed, type EventMessage } from '@courses/contracts';
import { v7 } from 'uuid';
import {
  acked,
  BusUnavailableError,
  dead,
  InvalidMessageError,
  park,
  retry,
  subscription,
  type Bus,
  type Subscription,
} from '../src';
import { courseEvent, enrollmentEvent } from './events';
import { until } from './until';

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
  create(options?: { stopGraceMs?: number }): Bus;
  deadLetters(queue: string): Promise<HeldMessage[]>;
  parked(queue: string): Promise<HeldMessage[]>;
  /** Puts something into a queue past `publish`: text, or a message that breaks its contract. */
  inject(queue: string, content: string | EventMessage): Promise<void>;
  close(): Promise<void>;
}

/** Delays between the attempts in this suite: three attempts. */
export const retryDelaysMs = [20, 40];

/** The behaviours of a bus: every implementation has all of them. */
export function busConformance(open: () => Promise<BusHarness>): void {
  let harness: BusHarness;
  let buses: Bus[];

  beforeEach(async () => {
    harness = await open();
    buses = [];
  });

  afterEach(async () => {
    await Promise.all(buses.map((bus) => bus.stop()));
    await harness.close();
  });

  /** A started bus with these subscriptions, all of which consume. */
  async function started(...subscriptions: Subscription[]): Promise<Bus> {
    const bus = harness.create({ stopGraceMs: 5_000 });
    buses.push(bus);
    await bus.start();
    for (const each of subscriptions) await bus.subscribe(each);
    await until('the bus is connected', () => bus.state === 'connected');
    return bus;
  }

  /** Records what it gets, and answers what it is told. */
  function recorder(queue: string, answer: Subscription['handle'] = () => Promise.resolve(acked)) {
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

  describe('delivery', () => {
    test('a message arrives whole, with its trace context', async () => {
      const seats = recorder('test.seats');
      const bus = await started(seats);
      const message = enrollmentEvent({ traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01` });

      await bus.publish(message);

      await until('it arrives', () => seats.received.length === 1);
      expect(seats.received).toEqual([message]);
    });

    test('a queue gets the events of its own type only', async () => {
      const seats = recorder('test.seats');
      const archived = jest.fn(() => Promise.resolve(acked));
      const other = subscription({ queue: 'test.archive', event: courseArchived, handle: archived });
      const bus = await started(seats, other);

      await bus.publish(courseEvent());
      const message = enrollmentEvent();
      await bus.publish(message);

      await until('both arrive', () => seats.received.length === 1 && archived.mock.calls.length === 1);
      expect(seats.ids()).toEqual([message.id]);
    });

    test('every queue of an event gets a message of its own', async () => {
      const changing = recorder('test.changing', (message) => {
        (message.data as { courseTitle: string }).courseTitle = 'changed';
        return Promise.resolve(acked);
      });
      const seats = recorder('test.seats');
      const bus = await started(changing, seats);

      const message = enrollmentEvent();
      await bus.publish(message);

      await until('both arrive', () => changing.received.length === 1 && seats.received.length === 1);
      expect(seats.received).toEqual([message]);
      expect(message.data.courseTitle).toBe('Knots and ropes');
    });

    test('consumers of one queue share its messages', async () => {
      let release = () => {};
      const held = new Promise<void>((resolve) => (release = resolve));
      const slow = async () => {
        await held;
        return acked;
      };
      const one = { ...recorder('test.seats', slow), prefetch: 1 };
      const two = { ...recorder('test.seats', slow), prefetch: 1 };
      const bus = await started(one);
      await started(two);

      const messages = Array.from({ length: 6 }, () => enrollmentEvent());
      for (const message of messages) await bus.publish(message);

      await until('both have work', () => one.received.length === 1 && two.received.length === 1);
      release();
      await until('all arrive', () => one.received.length + two.received.length === messages.length);
      expect([...one.ids(), ...two.ids()].sort()).toEqual(messages.map(({ id }) => id).sort());
    });

    test('messages of one publisher arrive in order', async () => {
      const seats = recorder('test.seats');
      const bus = await started(seats);
      const messages = Array.from({ length: 200 }, () => enrollmentEvent());

      await Promise.all(messages.map((message) => bus.publish(message)));

      await until('all arrive', () => seats.received.length === messages.length);
      expect(seats.ids()).toEqual(messages.map(({ id }) => id));
    });

    test('at most `prefetch` messages are in work', async () => {
      let inWork = 0;
      let most = 0;
      const seats = recorder('test.seats', async () => {
        most = Math.max(most, ++inWork);
        await new Promise((resolve) => setImmediate(resolve));
        inWork -= 1;
        return acked;
      });
      const bus = await started({ ...seats, prefetch: 3 });

      await Promise.all(Array.from({ length: 30 }, () => bus.publish(enrollmentEvent())));

      await until('all arrive', () => seats.received.length === 30);
      expect(most).toBe(3);
    });

    test('a queue keeps its messages while nobody consumes', async () => {
      const before = recorder('test.seats');
      const consumer = await started(before);
      await consumer.stop();
      const publisher = await started();
      const message = enrollmentEvent();
      await publisher.publish(message);

      const after = recorder('test.seats');
      await started(after);

      await until('it arrives', () => after.received.length === 1);
      expect(after.ids()).toEqual([message.id]);
      expect(before.received).toEqual([]);
    });
  });

  describe('outcomes', () => {
    test('retry delivers again, with the same id, and does not hold up other messages', async () => {
      const first = enrollmentEvent();
      let failed = false;
      const seats = recorder('test.seats', ({ id }) => {
        if (id !== first.id || failed) return Promise.resolve(acked);
        failed = true;
        return Promise.resolve(retry('not yet'));
      });
      const bus = await started({ ...seats, prefetch: 1 });
      const second = enrollmentEvent();

      await bus.publish(first);
      await bus.publish(second);

      await until('it comes again', () => seats.received.length === 3);
      expect(seats.ids()).toEqual([first.id, second.id, first.id]);
      expect(seats.received[2]).toEqual(first);
      expect(await harness.deadLetters('test.seats')).toEqual([]);
    });

    test('a handler that throws counts as retry', async () => {
      const seats = recorder('test.seats', () => {
        if (seats.received.length === 1) throw new Error('broken');
        return Promise.resolve(acked);
      });
      const bus = await started(seats);

      await bus.publish(enrollmentEvent());

      await until('it comes again', () => seats.received.length === 2);
    });

    test('after the last delay a message is a dead letter, with its attempts and the reason', async () => {
      const seats = recorder('test.seats', () => Promise.reject(new Error('broken for good')));
      const bus = await started(seats);
      const message = enrollmentEvent();

      await bus.publish(message);

      await until('it is dead', async () => (await harness.deadLetters('test.seats')).length === 1);
      const [letter] = await harness.deadLetters('test.seats');
      expect(letter).toMatchObject({ attempts: 3, reason: expect.stringContaining('broken for good') });
      expect(letter?.body).toContain(message.data.studentId);
      expect(seats.received).toHaveLength(retryDelaysMs.length + 1);
    });

    test('dead and park need no second attempt', async () => {
      const dying = enrollmentEvent();
      const seats = recorder('test.seats', ({ id }) =>
        Promise.resolve(id === dying.id ? dead('the course is gone') : park('what is this?')),
      );
      const bus = await started(seats);

      await bus.publish(dying);
      await bus.publish(enrollmentEvent());

      await until('it is dead', async () => (await harness.deadLetters('test.seats')).length === 1);
      await until('it is parked', async () => (await harness.parked('test.seats')).length === 1);
      expect(await harness.deadLetters('test.seats')).toMatchObject([
        { attempts: 1, reason: 'the course is gone' },
      ]);
      expect(await harness.parked('test.seats')).toMatchObject([{ attempts: 1, reason: 'what is this?' }]);
      expect(seats.received).toHaveLength(2);
    });
  });

  describe('messages that a reader cannot use', () => {
    const newerMajor = enrollmentEvent({ type: 'enrollment.confirmed.v2' });
    const missingField = enrollmentEvent();
    delete (missingField.data as Partial<typeof missingField.data>).studentId;

    test.each<[string, string | EventMessage, string]>([
      ['is not JSON', '{"id":', 'unreadable'],
      ['is of an unknown type, such as a newer major version', newerMajor, 'unknown event type'],
      ['lacks a required field', missingField, 'data.studentId'],
      ['is of a type that the queue is not for', courseEvent(), 'this queue takes'],
      ['is too large', JSON.stringify('x'.repeat(15 * 1024 * 1024)), 'bytes'],
    ])('one that %s is parked with its reason; the handler never sees it', async (_, content, reason) => {
      const seats = recorder('test.seats');
      const bus = await started(seats);

      await harness.inject('test.seats', content);

      await until('it is parked', async () => (await harness.parked('test.seats')).length === 1);
      expect(await harness.parked('test.seats')).toMatchObject([
        { attempts: 1, reason: expect.stringContaining(reason) },
      ]);
      const next = enrollmentEvent();
      await bus.publish(next);
      await until('the next one arrives', () => seats.received.length === 1);
      expect(seats.ids()).toEqual([next.id]);
    });

    test('fields that it does not know yet are left out, at any depth', async () => {
      const seen: EventMessage[] = [];
      const archive = subscription({
        queue: 'test.archive',
        event: courseArchived,
        handle: (message) => {
          seen.push(message);
          return Promise.resolve(acked);
        },
      });
      await started(archive);
      const message = courseEvent();
      const newer = structuredClone(message) as EventMessage<{ lessons: object[] }>;
      Object.assign(newer.data, { language: 'en' });
      Object.assign(newer.data.lessons[0] as object, { video: 'bowline.webm' });

      await harness.inject('test.archive', newer);

      await until('it arrives', () => seen.length === 1);
      expect(seen).toEqual([message]);
    });
  });

  describe('publishing', () => {
    test('a message that its contract refuses is not sent', async () => {
      const seats = recorder('test.seats');
      const bus = await started(seats);
      const invalid = enrollmentEvent();
      Object.assign(invalid.data, { surprise: true });

      await expect(bus.publish(invalid)).rejects.toThrow(InvalidMessageError);
      await expect(bus.publish(enrollmentEvent({ type: 'unheard.of.v1' }))).rejects.toThrow(
        InvalidMessageError,
      );
      await expect(bus.publish(enrollmentEvent({ id: 'seven' }))).rejects.toThrow('id: not a uuid');

      const valid = enrollmentEvent();
      await bus.publish(valid);
      await until('the valid one arrives', () => seats.received.length === 1);
      expect(seats.ids()).toEqual([valid.id]);
    });

    test('an event that no queue wants is no failure', async () => {
      const bus = await started();
      await expect(bus.publish(courseEvent())).resolves.toBeUndefined();
    });

    test('before the start and after the stop nothing can be published', async () => {
      const bus = harness.create();
      expect(bus.state).toBe('closed');
      await expect(bus.publish(enrollmentEvent())).rejects.toThrow(BusUnavailableError);
      await bus.start();
      await until('the bus is connected', () => bus.state === 'connected');
      await bus.publish(enrollmentEvent());
      await bus.stop();

      expect(bus.state).toBe('closed');
      await expect(bus.publish(enrollmentEvent())).rejects.toThrow(BusUnavailableError);
    });
  });

  describe('starting and stopping', () => {
    test('subscriptions made before the start consume after it', async () => {
      const seats = recorder('test.seats');
      const bus = harness.create();
      buses.push(bus);
      await bus.subscribe(seats);
      await bus.start();
      await until('the bus is connected', () => bus.state === 'connected');

      await bus.publish(enrollmentEvent());

      await until('it arrives', () => seats.received.length === 1);
    });

    test('a queue takes one type of event', async () => {
      const bus = await started(recorder('test.seats'));
      const second = subscription({ queue: 'test.seats', event: courseArchived, handle: jest.fn() });
      await expect(bus.subscribe(second)).rejects.toThrow('a queue of its own');
    });

    test('stop waits for the handlers in flight, and they are not repeated', async () => {
      let release = () => {};
      const held = new Promise<void>((resolve) => (release = resolve));
      const seats = recorder('test.seats', async () => {
        await held;
        return acked;
      });
      const bus = await started({ ...seats, prefetch: 1 });
      const [first, second] = [enrollmentEvent(), enrollmentEvent()];
      await bus.publish(first);
      await bus.publish(second);
      await until('the handler is at work', () => seats.received.length === 1);

      let stopped = false;
      const stopping = bus.stop().then(() => (stopped = true));
      const other = recorder('test.seats');
      await started(other);
      await until('another consumer gets the message that waited', () => other.received.length === 1);
      expect(stopped).toBe(false);
      release();
      await stopping;

      expect(seats.ids()).toEqual([first.id]);
      expect(other.ids()).toEqual([second.id]);
    });

    test('what is still in work when the grace period ends comes again, with the same id', async () => {
      const stuck = recorder('test.seats', () => new Promise<never>(() => {}));
      const bus = harness.create({ stopGraceMs: 50 });
      await bus.subscribe(stuck);
      await bus.start();
      await until('the bus is connected', () => bus.state === 'connected');
      const message = enrollmentEvent();
      await bus.publish(message);
      await until('the handler is at work', () => stuck.received.length === 1);

      await bus.stop();

      const other = recorder('test.seats');
      await started(other);
      await until('it comes again', () => other.received.length === 1);
      expect(other.received).toEqual([message]);
    });

    test('a second stop is the same stop, and nothing starts a stopped bus', async () => {
      const bus = await started();
      await Promise.all([bus.stop(), bus.stop()]);
      await expect(bus.start()).rejects.toThrow('stopped');
      await expect(bus.subscribe(recorder(`test.${v7()}`))).rejects.toThrow('stopped');
    });
  });
}
