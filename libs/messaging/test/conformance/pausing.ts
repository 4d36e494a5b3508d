import { ack } from '../../src';
import { enrollmentEvent } from '../events';
import { until } from '../until';
import { recorder, retryDelaysMs, type BusFixture } from './bus-fixture';

const unavailable = () => Object.assign(new Error('the database is away'), { code: 'not-ready' });

export function pausing(fixture: BusFixture): void {
  describe('pausing', () => {
    test('keeps messages in their queue, in their order, while handlers find their dependency unavailable', async () => {
      let away = true;
      const handled: string[] = [];
      const seats = recorder('test.seats', ({ id }) => {
        if (away) return Promise.reject(unavailable());
        handled.push(id);
        return Promise.resolve(ack);
      });
      const bus = await fixture.started({ ...seats, prefetch: 3 });
      const events = [1, 2, 3, 4, 5, 6].map(() => enrollmentEvent());
      for (const event of events) await bus.publish(event);

      // More often than a message may fail.
      await until('it has tried again and again', () => seats.received.length > 6 * retryDelaysMs.length);
      away = false;
      await until('all are handled', () => handled.length === events.length);

      expect(handled).toEqual(events.map(({ id }) => id));
      expect(await fixture.environment.deadLetters('test.seats')).toEqual([]);
    });

    test('takes no message while its dependency is unavailable, and those that waited afterwards', async () => {
      let available = false;
      const bus = fixture.create({ stopGraceMs: 5_000, available: () => available });
      await bus.start();
      const seats = recorder('test.seats');
      await bus.subscribe(seats);
      await until('the bus is connected', () => bus.state === 'connected');
      const event = enrollmentEvent();
      await bus.publish(event);
      await until('it waits', async () => (await bus.depth('test.seats')) === 1);
      expect(seats.received).toEqual([]);

      available = true;
      await until('it is handled', () => seats.received.length === 1);
    });
  });
}
