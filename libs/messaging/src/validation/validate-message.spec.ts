import type { EventMessage } from '@courses/contracts';
import { courseEvent, enrollmentEvent } from '../../test/events';
import { validateMessage, maxMessageBytes, parseBody } from './validate-message';

const problemOf = (candidate: unknown, reading: 'strict' | 'tolerant' = 'tolerant') => {
  const checked = validateMessage(candidate, reading);
  return 'problem' in checked ? checked.problem : undefined;
};

/** A course event that carries fields of a later version of its schema, on two levels. */
function withNewFields(): EventMessage<{ lessons: object[] }> {
  const message = courseEvent() as EventMessage<{ lessons: object[] }>;
  Object.assign(message.data, { fieldOfTomorrow: 'en' });
  Object.assign(message.data.lessons[0] as object, { video: 'bowline.webm' });
  return message;
}

test('rejects unknown fields of a publisher', () => {
  expect(problemOf(courseEvent(), 'strict')).toBeUndefined();
  expect(problemOf(withNewFields(), 'strict')).toMatch('data.lessons.0: Unrecognized key: "video"');
});

test('drops unknown fields for a reader, and changes nothing else', () => {
  const newer = withNewFields();
  const sent = structuredClone(newer);
  const checked = validateMessage(newer, 'tolerant');

  expect(checked).toEqual({
    message: { ...courseEvent(), id: newer.id, subject: newer.subject, data: expect.anything() },
  });
  expect('message' in checked && checked.message.data).not.toHaveProperty('fieldOfTomorrow');
  expect(newer).toEqual(sent);
});

test('rejects wrong values beside unknown fields for a reader', () => {
  const wrong = withNewFields();
  Object.assign(wrong.data, { capacity: 0 });
  expect(problemOf(wrong)).toMatch('data.capacity');
});

test('names the first five fields of a problem only', () => {
  const message = enrollmentEvent();
  const nothing = courseEvent();
  nothing.data = {};
  expect(problemOf(nothing)).toMatch(/data\.id: .*; and \d+ more$/);
  message.data = undefined as never;
  expect(problemOf(message)).toMatch('data: ');
});

test.each<[string, Partial<Record<keyof EventMessage, unknown>>]>([
  ['id', { id: '42' }],
  ['type', { type: 7 }],
  ['unknown event type', { type: 'enrollment.confirmed.v99' }],
  ['unknown event type', { type: '__proto__' }],
  ['source', { source: '' }],
  ['subject', { subject: 'x'.repeat(256) }],
  ['aggregateVersion', { aggregateVersion: 1.5 }],
  ['time', { time: 'yesterday' }],
])('rejects an envelope with a wrong %s', (field, wrong) => {
  expect(problemOf(enrollmentEvent(wrong as Partial<EventMessage>), 'strict')).toMatch(field);
});

test.each([[null], ['text'], [[]], [undefined]])('rejects %p as a message', (candidate) => {
  expect(problemOf(candidate)).toBeDefined();
});

test('drops a malformed trace context, and keeps the message', () => {
  const checked = validateMessage(enrollmentEvent({ traceparent: 'garbage' }), 'tolerant');
  expect('message' in checked && checked.message).not.toHaveProperty('traceparent');
});

test('rejects a body above the limit of the broker before parsing it', () => {
  expect(() => parseBody(' '.repeat(maxMessageBytes + 1))).toThrow('bytes');
  expect(parseBody(Buffer.from('{"a":1}'))).toEqual({ a: 1 });
});
