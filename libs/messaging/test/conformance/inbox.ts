import { ack, retry } from '../../src';
import { enrollmentEvent } from '../events';
import { MemoryInbox } from '../memory-inbox';
import { until } from '../until';
import { recorder, type BusFixture } from './bus-fixture';

export function inbox(fixture: BusFixture): void {
  describe('an inbox', () => {
    test('processes a message that is published twice once in each of its queues', async () => {
      const shared = new MemoryInbox();
      const mails = { ...recorder('test.mails'), inbox: shared };
      const badges = { ...recorder('test.badges'), inbox: shared };
      const bus = await fixture.started(mails, badges);
      const [message, next] = [enrollmentEvent(), enrollmentEvent()];

      for (const each of [message, message, next]) await bus.publish(each);

      await until('the next one arrives', () => [mails, badges].every(({ ids }) => ids().includes(next.id)));
      await bus.stop();
      for (const { ids } of [mails, badges]) expect(ids().sort()).toEqual([message.id, next.id].sort());
    });

    test('processes a message once when two replicas receive it at the same time', async () => {
      const shared = new MemoryInbox();
      let release = () => {};
      const held = new Promise<void>((resolve) => (release = resolve));
      const slow = () => held.then(() => ack);
      const one = { ...recorder('test.mails', slow), inbox: shared, prefetch: 1 };
      const two = { ...recorder('test.mails', slow), inbox: shared, prefetch: 1 };
      const bus = await fixture.started(one);
      await fixture.started(two);
      const [message, next] = [enrollmentEvent(), enrollmentEvent()];
      const received = () => [...one.ids(), ...two.ids()];

      for (const each of [message, message, next]) await bus.publish(each);
      await until('one is being processed', () => received().includes(message.id));
      await until('the other takes the next one', () => received().includes(next.id));
      release();

      await until('all is done', () => [...shared.entries.values()].every(({ done }) => done));
      expect(received().sort()).toEqual([message.id, next.id].sort());
    });

    test('processes a message again that failed', async () => {
      let attempts = 0;
      const shared = new MemoryInbox();
      const answer = () => Promise.resolve((attempts += 1) === 1 ? retry('not yet') : ack);
      const bus = await fixture.started({ ...recorder('test.mails', answer), inbox: shared });

      await bus.publish(enrollmentEvent());

      await until('it is done', () => [...shared.entries.values()].some(({ done }) => done));
      expect(attempts).toBe(2);
    });
  });
}
