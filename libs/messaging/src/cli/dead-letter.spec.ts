import type { Message } from 'amqplib';
import { matches } from './filter';
import { detailsOf, readDeadLetter } from './dead-letter';

const message = (properties: object, content: Buffer | string = '{}') =>
  ({ content: Buffer.from(content as string), properties: { headers: {}, ...properties } }) as Message;

const dead = {
  messageId: 'm-1',
  type: 'course.published.v1',
  timestamp: 1_700_000_000,
  headers: { 'x-attempts': 6, 'x-reason': 'No stock', 'x-forwarded-at': '2026-01-01T10:00:00.000Z' },
};

test('reads reason, attempts and time of a dead letter', () => {
  expect(readDeadLetter(message(dead), 3)).toMatchObject({
    id: 'm-1',
    hasId: true,
    type: 'course.published.v1',
    reason: 'No stock',
    attempts: 6,
    since: new Date('2026-01-01T10:00:00.000Z'),
  });
});

test('takes the reason of the broker over that of an earlier attempt', () => {
  const time = { '!': 'timestamp', value: 1_767_261_600 };
  const headers = { ...dead.headers, 'x-death': [{ reason: 'delivery_limit', time }] };

  expect(readDeadLetter(message({ ...dead, headers }), 1)).toMatchObject({
    reason: expect.stringContaining('delivery limit'),
    since: new Date('2026-01-01T10:00:00.000Z'),
  });
});

test('identifies a message without an id by its position', () => {
  const deadLetter = readDeadLetter(message({}), 3);

  expect(deadLetter).toMatchObject({ id: '3', hasId: false, reason: undefined, since: undefined });
  expect(detailsOf(deadLetter).id).toBeNull();
});

test.each([[1e300], [Number.NaN], ['soon']])('ignores a timestamp of %p', (timestamp) => {
  expect(readDeadLetter(message({ timestamp }), 1).since).toBeUndefined();
});

test('shows a body as JSON, as text or in base 64', () => {
  const bodyOf = (content: Buffer | string) => detailsOf(readDeadLetter(message({}, content), 1)).body;

  expect(bodyOf('{"a":1}')).toEqual({ a: 1 });
  expect(bodyOf('{"a":')).toBe('{"a":');
  expect(bodyOf(Buffer.from([0xff, 0xfe]))).toEqual({ base64: '//4=' });
});

test.each([
  [{}, true],
  [{ id: 'm-1' }, true],
  [{ id: 'm-2' }, false],
  [{ type: 'course.published.v1', reason: 'no STOCK' }, true],
  [{ type: 'course.published.v2', reason: 'no stock' }, false],
  [{ reason: 'address' }, false],
  [{ olderThanMs: 3_599_999 }, true],
  [{ olderThanMs: 3_600_000 }, false],
  [{ newerThanMs: 3_600_001 }, true],
  [{ newerThanMs: 3_600_000 }, false],
])('after an hour the filter %j matches: %s', (filter, fits) => {
  const now = Date.parse('2026-01-01T11:00:00.000Z');
  expect(matches(filter, readDeadLetter(message(dead), 1), now)).toBe(fits);
});

test('matches no age filter without a time', () => {
  const deadLetter = readDeadLetter(message({}), 1);
  expect([matches({ olderThanMs: 0 }, deadLetter), matches({ newerThanMs: 1e12 }, deadLetter)]).toEqual([
    false,
    false,
  ]);
});
