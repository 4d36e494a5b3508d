import { courseArchived } from '@courses/contracts';
import { ack, deadLetter, subscription } from '../../src';
import { enrollmentEvent } from '../events';
import { until } from '../until';
import { recorder, type BusFixture } from './bus-fixture';

export function startingAndStopping(fixture: BusFixture): void {
  describe('starting and stopping', () => {
    test('consumes after the start what was subscribed before it', async () => {
      const seats = recorder('test.seats');
      const bus = fixture.create();
      await bus.subscribe(seats);
      await bus.start();
      await until('the bus is connected', () => bus.state === 'connected');

      await bus.publish(enrollmentEvent());

      await until('it arrives', () => seats.received.length === 1);
    });

    test('rejects a second event type for a queue', async () => {
      const bus = await fixture.started(recorder('test.seats'));
      const second = subscription({ queue: 'test.seats', event: courseArchived, handle: jest.fn() });
      await expect(bus.subscribe(second)).rejects.toThrow('a queue of its own');
    });

    test('waits for the handlers in flight on stop, and does not redeliver their messages', async () => {
      let release = () => {};
      const held = new Promise<void>((resolve) => (release = resolve));
      const seats = recorder('test.seats', async () => {
        await held;
        return ack;
      });
      const bus = await fixture.started({ ...seats, prefetch: 1 });
      const [first, second] = [enrollmentEvent(), enrollmentEvent()];
      await bus.publish(first);
      await bus.publish(second);
      await until('the handler runs', () => seats.received.length === 1);

      let stopped = false;
      const stopping = bus.stop().then(() => (stopped = true));
      const other = recorder('test.seats');
      await fixture.started(other);
      await until('another consumer gets the message that waited', () => other.received.length === 1);
      expect(stopped).toBe(false);
      release();
      await stopping;

      expect(seats.ids()).toEqual([first.id]);
      expect(other.ids()).toEqual([second.id]);
    });

    test('redelivers what is in flight when the grace period ends, and ignores its late outcome', async () => {
      let release = () => {};
      const held = new Promise<void>((resolve) => (release = resolve));
      const stuck = recorder('test.seats', async () => {
        await held;
        return deadLetter('too late');
      });
      const bus = fixture.create({ stopGraceMs: 50 });
      await bus.subscribe(stuck);
      await bus.start();
      await until('the bus is connected', () => bus.state === 'connected');
      const message = enrollmentEvent();
      await bus.publish(message);
      await until('the handler runs', () => stuck.received.length === 1);

      await bus.stop();

      const other = recorder('test.seats');
      await fixture.started(other);
      await until('it is redelivered', () => other.received.length === 1);
      release();
      await held;
      const next = enrollmentEvent();
      await (await fixture.started()).publish(next);
      await until('the next one arrives', () => other.received.length === 2);
      expect(other.received).toEqual([message, next]);
      expect(await fixture.environment.deadLetters('test.seats')).toEqual([]);
    });

    test('stops once, and cannot be started again', async () => {
      const bus = await fixture.started();
      await Promise.all([bus.stop(), bus.stop()]);
      await expect(bus.start()).rejects.toThrow('stopped');
      await expect(bus.subscribe(recorder('test.seats'))).rejects.toThrow('stopped');
    });
  });
}
