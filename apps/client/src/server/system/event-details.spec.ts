import { coursePublished } from '@courses/contracts';
import { aCourse, anEvent } from '@courses/testing';
import { aSpan } from '../../../test/a-trace';
import { toDetails } from './event-details';

const course = aCourse();
const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const message = {
  ...anEvent(coursePublished, course, course),
  time: '2026-10-02T10:00:00.000Z',
  traceparent: `00-${traceId}-00f067aa0ba902b7-01`,
};
const entry = { message, receivedAt: new Date('2026-10-02T10:00:00.040Z') };
const startMs = Date.parse(message.time);

const about = (more: object) => ({ 'messaging.message.id': message.id, ...more });
const processing = (attempt: number, after: number, outcome: string, error?: string) =>
  aSpan({
    kind: 'consumer',
    service: 'enrollments',
    name: 'process enrollments.open-roster',
    startMs: startMs + after,
    durationMs: 8,
    ...(error === undefined ? {} : { error }),
    attributes: about({ 'courses.messaging.attempt': attempt, 'courses.messaging.outcome': outcome }),
  });
const spans = [
  aSpan({
    kind: 'producer',
    name: 'send course.published.v1',
    startMs: startMs + 10,
    durationMs: 2,
    attributes: about({}),
  }),
  processing(1, 20, 'retry', 'the roster was locked'),
  processing(2, 1_020, 'ack'),
  aSpan({
    name: 'process enrollments.open-roster',
    attributes: { 'messaging.message.id': 'of another event' },
  }),
];

it('reads from the trace when an event was published, and each attempt of a consumer', () => {
  const details = toDetails(entry, { list: () => [], find: () => ({ traceId, spans }) });
  expect(details.publishedAt).toBe('2026-10-02T10:00:00.012Z');
  expect(details.deliveries.find(({ queue }) => queue === 'enrollments.open-roster')).toEqual({
    queue: 'enrollments.open-roster',
    live: false,
    file: expect.stringMatching(/^apps\/enrollments\/src\/.*\.consumer\.ts$/),
    attempts: [
      {
        number: 1,
        startedAt: '2026-10-02T10:00:00.020Z',
        durationMs: 8,
        outcome: 'retry',
        reason: 'the roster was locked',
      },
      { number: 2, startedAt: '2026-10-02T10:00:01.020Z', durationMs: 8, outcome: 'ack' },
    ],
  });
});

it('claims nothing about attempts where there are no traces', () => {
  const { publishedAt, receivedAt, deliveries } = toDetails(entry, undefined);
  expect([publishedAt, receivedAt]).toEqual([undefined, '2026-10-02T10:00:00.040Z']);
  expect(deliveries.every(({ attempts }) => attempts === undefined)).toBe(true);
});
