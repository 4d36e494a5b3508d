import { courseArchived, type EventMessage } from '@courses/contracts';
import { ack, subscription } from '../../src';
import { courseEvent, enrollmentEvent } from '../events';
import { until } from '../until';
import { recorder, type BusFixture } from './bus-fixture';

export function unusableMessages(fixture: BusFixture): void {
  describe('messages that cannot be understood', () => {
    const newerMajor = enrollmentEvent({ type: 'enrollment.confirmed.v2' });
    const missingField = enrollmentEvent();
    delete (missingField.data as Partial<typeof missingField.data>).studentId;

    test.each<[string, string | EventMessage, string]>([
      ['is not JSON', '{"id":', 'unreadable'],
      ['is of an unknown type', enrollmentEvent({ type: 'unheard.of.v1' }), 'unknown event type'],
      ['is of a newer major version', newerMajor, 'known is enrollment.confirmed.v1'],
      ['lacks a required field', missingField, 'data.studentId'],
      ['is of a type that the queue is not for', courseEvent(), 'this queue takes'],
      ['is too large', JSON.stringify('x'.repeat(15 * 1024 * 1024)), 'bytes'],
    ])('parks one that %s with its reason, without calling the handler', async (_, content, reason) => {
      const seats = recorder('test.seats');
      const bus = await fixture.started(seats);

      await fixture.environment.inject('test.seats', content);

      await until('it is parked', async () => (await fixture.environment.parked('test.seats')).length === 1);
      expect(await fixture.environment.parked('test.seats')).toMatchObject([
        { attempts: 1, reason: expect.stringContaining(reason) },
      ]);
      const next = enrollmentEvent();
      await bus.publish(next);
      await until('the next one arrives', () => seats.received.length === 1);
      expect(seats.ids()).toEqual([next.id]);
    });

    test('drops unknown fields, at any depth', async () => {
      const seen: EventMessage[] = [];
      const archive = subscription({
        queue: 'test.archive',
        event: courseArchived,
        handle: (message) => {
          seen.push(message);
          return Promise.resolve(ack);
        },
      });
      await fixture.started(archive);
      const message = courseEvent();
      const newer = structuredClone(message) as EventMessage<{ lessons: object[] }>;
      Object.assign(newer.data, { fieldOfTomorrow: 'en' });
      Object.assign(newer.data.lessons[0] as object, { video: 'bowline.webm' });

      await fixture.environment.inject('test.archive', newer);

      await until('it arrives', () => seen.length === 1);
      expect(seen).toEqual([message]);
    });
  });
}
