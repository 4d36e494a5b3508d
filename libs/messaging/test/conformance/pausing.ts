import { setTimeout as delay } from 'node:timers/promises';
import { ack } from '../../src';
import { enrollmentEvent } from '../events';
import { until } from '../until';
import { recorder, type BusFixture } from './bus-fixture';

/** Longer than all retries of this suite, and than the bus needs to look again. */
const outageMs = 600;

export function pausing(fixture: BusFixture): void {
  describe('an unavailable dependency of a consumer', () => {
    const events = () => Array.from({ length: 5 }, () => enrollmentEvent());

    test('lets messages wait in their order, and the bus stays connected', async () => {
      let available = false;
      const seats = recorder('test.seats');
      const bus = fixture.create({ stopGraceMs: 5_000, available: () => available });
      await bus.subscribe(seats);
      await bus.start();
      await until('the bus is connected', () => bus.state === 'connected');
      const messages = events();
      for (const message of messages) await bus.publish(message);

      await delay(outageMs);
      expect(seats.received).toEqual([]);
      expect(bus.state).toBe('connected');

      available = true;
      await until('all arrive', () => seats.received.length === messages.length);
      expect(seats.ids()).toEqual(messages.map(({ id }) => id));
    });

    test('costs a message no attempt when its handler finds out', async () => {
      const recovers = performance.now() + outageMs;
      const handled = new Set<string>();
      const seats = recorder('test.seats', ({ id }) => {
        if (performance.now() < recovers)
          return Promise.reject(Object.assign(new Error('away'), { code: 'not-ready' }));
        handled.add(id);
        return Promise.resolve(ack);
      });
      const bus = await fixture.started(seats);
      const messages = events();
      for (const message of messages) await bus.publish(message);

      await until('all are handled', () => handled.size === messages.length);
      expect(await fixture.environment.deadLetters('test.seats')).toEqual([]);
    });

    test('does not hold up a stop: the messages go back to their queue', async () => {
      const bus = fixture.create({ stopGraceMs: 60_000, available: () => false });
      await bus.subscribe(recorder('test.seats'));
      await bus.start();
      await until('the bus is connected', () => bus.state === 'connected');
      const messages = events();
      for (const message of messages) await bus.publish(message);
      await until('they are taken', async () => (await bus.depth('test.seats')) === 0);

      await bus.stop();

      const seats = recorder('test.seats');
      await fixture.started(seats);
      await until('they are redelivered', () => seats.received.length === messages.length);
      expect(seats.ids()).toEqual(messages.map(({ id }) => id));
    });
  });
}
