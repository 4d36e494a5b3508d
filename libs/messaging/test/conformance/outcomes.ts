import { ack, deadLetter, park, retry } from '../../src';
import { enrollmentEvent } from '../events';
import { until } from '../until';
import { recorder, retryDelaysMs, type BusFixture } from './bus-fixture';

export function outcomes(fixture: BusFixture): void {
  describe('outcomes', () => {
    test('redelivers a message with the same id after retry, without holding up others', async () => {
      const first = enrollmentEvent();
      let failed = false;
      const seats = recorder('test.seats', ({ id }) => {
        if (id !== first.id || failed) return Promise.resolve(ack);
        failed = true;
        return Promise.resolve(retry('not yet'));
      });
      const bus = await fixture.started({ ...seats, prefetch: 1 });
      const second = enrollmentEvent();

      await bus.publish(first);
      await bus.publish(second);

      await until('it is redelivered', () => seats.received.length === 3);
      expect(seats.ids()).toEqual([first.id, second.id, first.id]);
      expect(seats.received[2]).toEqual(first);
      expect(await fixture.environment.deadLetters('test.seats')).toEqual([]);
    });

    test('retries a message whose handler throws', async () => {
      const seats = recorder('test.seats', () => {
        if (seats.received.length === 1) throw new Error('broken');
        return Promise.resolve(ack);
      });
      const bus = await fixture.started(seats);

      await bus.publish(enrollmentEvent());

      await until('it is redelivered', () => seats.received.length === 2);
    });

    test('dead-letters a message when its retries are exhausted, with attempts and reason', async () => {
      const seats = recorder('test.seats', () => Promise.reject(new Error('broken for good')));
      const bus = await fixture.started(seats);
      const message = enrollmentEvent();

      await bus.publish(message);

      await until(
        'it is dead-lettered',
        async () => (await fixture.environment.deadLetters('test.seats')).length === 1,
      );
      const [found] = await fixture.environment.deadLetters('test.seats');
      expect(found).toMatchObject({
        attempts: 3,
        reason: 'retries exhausted (3 attempts): Error: broken for good',
      });
      expect(found?.body).toContain(message.data.studentId);
      expect(seats.received).toHaveLength(retryDelaysMs.length + 1);
    });

    test('dead-letters and parks without a second attempt', async () => {
      const dying = enrollmentEvent();
      const seats = recorder('test.seats', ({ id }) =>
        Promise.resolve(id === dying.id ? deadLetter('the course is gone') : park('what is this?')),
      );
      const bus = await fixture.started(seats);

      await bus.publish(dying);
      await bus.publish(enrollmentEvent());

      await until(
        'it is dead-lettered',
        async () => (await fixture.environment.deadLetters('test.seats')).length === 1,
      );
      await until('it is parked', async () => (await fixture.environment.parked('test.seats')).length === 1);
      expect(await fixture.environment.deadLetters('test.seats')).toMatchObject([
        { attempts: 1, reason: 'the course is gone' },
      ]);
      expect(await fixture.environment.parked('test.seats')).toMatchObject([
        { attempts: 1, reason: 'what is this?' },
      ]);
      expect(seats.received).toHaveLength(2);
    });
  });
}
