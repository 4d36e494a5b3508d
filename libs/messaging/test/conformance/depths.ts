import { ack } from '../../src';
import { enrollmentEvent } from '../events';
import { until } from '../until';
import { recorder, type BusFixture } from './bus-fixture';

export function depths(fixture: BusFixture): void {
  describe('the depth of a queue', () => {
    test('counts the messages that are ready, without those in flight', async () => {
      let release = () => {};
      const held = new Promise<void>((resolve) => (release = resolve));
      const slow = async () => {
        await held;
        return ack;
      };
      const seats = { ...recorder('test.seats', slow), prefetch: 1 };
      const bus = await fixture.started(seats);
      for (let count = 0; count < 4; count += 1) await bus.publish(enrollmentEvent());

      await until('three wait', async () => (await bus.depth('test.seats')) === 3);
      release();
      await until('none waits', async () => (await bus.depth('test.seats')) === 0);
    });

    test('is undefined for a queue that does not exist, without harm to others', async () => {
      const bus = await fixture.started(recorder('test.seats'));
      expect(await bus.depth('test.nowhere')).toBeUndefined();
      await until('the other is known', async () => (await bus.depth('test.seats')) === 0);
      expect(bus.state).toBe('connected');
    });
  });
}
