import { courseArchived } from '@courses/contracts';
import { ack, subscription } from '../../src';
import { courseEvent, enrollmentEvent } from '../events';
import { until } from '../until';
import { recorder, type BusFixture } from './bus-fixture';

export function delivery(fixture: BusFixture): void {
  describe('delivery', () => {
    test('delivers a whole message, with its trace context', async () => {
      const seats = recorder('test.seats');
      const bus = await fixture.started(seats);
      const message = enrollmentEvent({ traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01` });

      await bus.publish(message);

      await until('it arrives', () => seats.received.length === 1);
      expect(seats.received).toEqual([message]);
    });

    test('routes only events of its own type to a queue', async () => {
      const seats = recorder('test.seats');
      const archived = jest.fn(() => Promise.resolve(ack));
      const other = subscription({ queue: 'test.archive', event: courseArchived, handle: archived });
      const bus = await fixture.started(seats, other);

      await bus.publish(courseEvent());
      const message = enrollmentEvent();
      await bus.publish(message);

      await until('both arrive', () => seats.received.length === 1 && archived.mock.calls.length === 1);
      expect(seats.ids()).toEqual([message.id]);
    });

    test('delivers a separate message to every queue of an event', async () => {
      const changing = recorder('test.changing', (message) => {
        (message.data as { courseTitle: string }).courseTitle = 'changed';
        return Promise.resolve(ack);
      });
      const seats = recorder('test.seats');
      const bus = await fixture.started(changing, seats);

      const message = enrollmentEvent();
      await bus.publish(message);

      await until('both arrive', () => changing.received.length === 1 && seats.received.length === 1);
      expect(seats.received).toEqual([message]);
      expect(message.data.courseTitle).toBe('Knots and ropes');
    });

    test('shares the messages of a queue between its consumers', async () => {
      let release = () => {};
      const held = new Promise<void>((resolve) => (release = resolve));
      const slow = async () => {
        await held;
        return ack;
      };
      const one = { ...recorder('test.seats', slow), prefetch: 1 };
      const two = { ...recorder('test.seats', slow), prefetch: 1 };
      const bus = await fixture.started(one);
      await fixture.started(two);

      const messages = Array.from({ length: 6 }, () => enrollmentEvent());
      for (const message of messages) await bus.publish(message);

      await until('both have work', () => one.received.length === 1 && two.received.length === 1);
      release();
      await until('all arrive', () => one.received.length + two.received.length === messages.length);
      expect([...one.ids(), ...two.ids()].sort()).toEqual(messages.map(({ id }) => id).sort());
    });

    test('delivers the messages of one publisher in order', async () => {
      const seats = recorder('test.seats');
      const bus = await fixture.started(seats);
      const messages = Array.from({ length: 200 }, () => enrollmentEvent());

      await Promise.all(messages.map((message) => bus.publish(message)));

      await until('all arrive', () => seats.received.length === messages.length);
      expect(seats.ids()).toEqual(messages.map(({ id }) => id));
    });

    test('has at most `prefetch` messages in flight', async () => {
      let release = () => {};
      const held = new Promise<void>((resolve) => (release = resolve));
      let inFlight = 0;
      let most = 0;
      const seats = recorder('test.seats', async () => {
        most = Math.max(most, ++inFlight);
        await held;
        inFlight -= 1;
        return ack;
      });
      const bus = await fixture.started({ ...seats, prefetch: 3 });

      await Promise.all(Array.from({ length: 30 }, () => bus.publish(enrollmentEvent())));
      await until('three are in flight', () => inFlight === 3);
      release();

      await until('all arrive', () => seats.received.length === 30);
      expect(most).toBe(3);
    });

    test('delivers a broadcast once to every process, also where its handler fails', async () => {
      const one = {
        ...recorder('test.live', () => Promise.reject(new Error('not shown'))),
        broadcast: true as const,
      };
      const two = { ...recorder('test.live'), broadcast: true as const };
      const bus = await fixture.started(one);
      await fixture.started(two);
      const messages = [enrollmentEvent(), enrollmentEvent()];
      for (const message of messages) await bus.publish(message);

      await until('both arrive at both', () => one.received.length >= 2 && two.received.length >= 2);
      expect([one.ids(), two.ids()]).toEqual([messages, messages].map((all) => all.map(({ id }) => id)));
    });

    test('keeps no broadcast for a process that is not connected', async () => {
      const before = { ...recorder('test.live'), broadcast: true as const };
      await (await fixture.started(before)).stop();
      const publisher = await fixture.started();
      await publisher.publish(enrollmentEvent());

      const after = { ...recorder('test.live'), broadcast: true as const };
      await fixture.started(after);
      const message = enrollmentEvent();
      await publisher.publish(message);

      await until('it arrives', () => after.received.length > 0);
      expect([before.received, after.ids()]).toEqual([[], [message.id]]);
    });

    test('keeps the messages of a queue while it has no consumer', async () => {
      const before = recorder('test.seats');
      const consumer = await fixture.started(before);
      await consumer.stop();
      const publisher = await fixture.started();
      const message = enrollmentEvent();
      await publisher.publish(message);

      const after = recorder('test.seats');
      await fixture.started(after);

      await until('it arrives', () => after.received.length === 1);
      expect(after.ids()).toEqual([message.id]);
      expect(before.received).toEqual([]);
    });
  });
}
