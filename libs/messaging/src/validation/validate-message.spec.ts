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

test('a publisher is held to the letter of the schema', () => {
  expect(problemOf(courseEvent(), 'strict')).toBeUndefined();
  expect(problemOf(withNewFields(), 'strict')).toMatch('data.lessons.0: Unrecognized key: "video"');
});

test('a reader leaves out what it does not know, and changes nothing else', () => {
  const newer = withNewFields();
  const sent = structuredClone(newer);
  const checked = validateMessage(newer, 'tolerant');

  expect(checked).toEqual({
    message: { ...courseEvent(), id: newer.id, subject: newer.subject, data: expect.anything() },
  });
  expect('message' in checked && checked.message.data).not.toHaveProperty('fieldOfTomorrow');
  expect(newer).toEqual(sent);
});

test('a reader is not tolerant of wrong values beside unknown fields', () => {
  const wrong = withNewFields();
  Object.assign(wrong.data, { capacity: 0 });
  expect(problemOf(wrong)).toMatch('data.capacity');
});

test('a problem names the first five fields, not five hundred', () => {
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
])('an envelope with a wrong %s is refused', (field, wrong) => {
  expect(problemOf(enrollmentEvent(wrong as Partial<EventMessage>), 'strict')).toMatch(field);
});

test.each([[null], ['text'], [[]], [undefined]])('%p is no message', (candidate) => {
  expect(problemOf(candidate)).toBeDefined();
});

test('a malformed trace context is left out: it must not keep a message from its reader', () => {
  const checked = validateMessage(enrollmentEvent({ traceparent: 'garbage' }), 'tolerant');
  expect('message' in checked && checked.message).not.toHaveProperty('traceparent');
});

test('a body above the limit of the broker is not even parsed', () => {
  expect(() => parseBody(' '.repeat(maxMessageBytes + 1))).toThrow('bytes');
  expect(parseBody(Buffer.from('{"a":1}'))).toEqual({ a: 1 });
});
