import { ack, retry } from '../../src';
import { enrollmentEvent } from '../events';
import { until } from '../until';
import { recorder, retryDelaysMs, type BusRig } from './bus-fixture';

/** Versions of one aggregate. */
const versions = (subject: string, ...of: number[]) =>
  of.map((aggregateVersion) => enrollmentEvent({ subject, aggregateVersion }));

const label = ({ subject, aggregateVersion }: { subject: string; aggregateVersion: number }) =>
  `${subject}${aggregateVersion}`;

export function order(rig: BusRig): void {
  describe('order per aggregate, where a subscription asks for it', () => {
    test('a message that is retried holds back the later ones of its aggregate, and no others', async () => {
      const done: string[] = [];
      let failed = false;
      const seats = recorder('test.seats', async (message) => {
        if (label(message) === 'a1') {
          if (!failed) {
            failed = true;
            return retry('not yet');
          }
          await until('the other aggregate is through', () => done.length === 3);
        }
        done.push(label(message));
        return ack;
      });
      const bus = await rig.started({ ...seats, ordered: true });

      for (const message of [...versions('a', 1, 2, 3), ...versions('b', 1, 2, 3)])
        await bus.publish(message);

      await until('all are through', () => done.length === 6);
      expect(done).toEqual(['b1', 'b2', 'b3', 'a1', 'a2', 'a3']);
    });

    test('handlers of one aggregate never run at the same time, those of several do', async () => {
      const atWork = new Map<string, number>();
      let together = 0;
      let most = 0;
      const seats = recorder('test.seats', async ({ subject }) => {
        atWork.set(subject, (atWork.get(subject) ?? 0) + 1);
        most = Math.max(most, atWork.get(subject) as number);
        together = Math.max(together, [...atWork.values()].filter((count) => count > 0).length);
        await until('another aggregate is at work', () => together > 1);
        atWork.set(subject, (atWork.get(subject) as number) - 1);
        return ack;
      });
      const bus = await rig.started({ ...seats, ordered: true });

      for (let version = 1; version <= 5; version += 1) {
        for (const subject of ['a', 'b']) await bus.publish(versions(subject, version)[0]!);
      }

      await until('all arrive', () => seats.received.length === 10);
      expect(most).toBe(1);
    });

    test('a message that is dead after its last attempt lets the later ones go on', async () => {
      const seats = recorder('test.seats', ({ aggregateVersion }) =>
        aggregateVersion === 1 ? Promise.reject(new Error('broken')) : Promise.resolve(ack),
      );
      const bus = await rig.started({ ...seats, ordered: true });

      for (const message of versions('a', 1, 2)) await bus.publish(message);

      await until('the later one arrives', () => seats.received.at(-1)?.aggregateVersion === 2);
      expect(seats.received.map(label)).toEqual([
        ...Array<string>(retryDelaysMs.length + 1).fill('a1'),
        'a2',
      ]);
      expect(await rig.harness.deadLetters('test.seats')).toMatchObject([{ attempts: 3 }]);
    });

    test('what cannot be read is parked and holds nothing back', async () => {
      const seats = recorder('test.seats');
      const bus = await rig.started({ ...seats, ordered: true });

      await rig.harness.inject('test.seats', 'no JSON');
      await bus.publish(enrollmentEvent());

      await until('the next one arrives', () => seats.received.length === 1);
      await until('it is parked', async () => (await rig.harness.parked('test.seats')).length === 1);
    });

    test('one of several consumers works; when it stops, what it held back comes to the next one, in order', async () => {
      const stuck = recorder('test.seats', () => Promise.resolve(retry('not here')));
      const next = recorder('test.seats');
      const one = await rig.started({ ...stuck, ordered: true });
      await rig.started({ ...next, ordered: true });
      for (const message of versions('a', 1, 2, 3)) await one.publish(message);
      await until('the first one works', () => stuck.received.length > 0);
      expect(next.received).toEqual([]);

      await one.stop();

      await until('the other one works', () => next.received.length >= 2);
      await until('all arrive', () => next.received.at(-1)?.aggregateVersion === 3);
      const labels = next.received.map(label);
      expect(labels).toEqual(['a1', 'a2', 'a3'].slice(-labels.length));
    });
  });
}
