import type { Message } from 'amqplib';
import { readDeadLetter } from './dead-letter';
import { deadLetterDetails, deadLetterTable, queueTable } from './tables';
import { age } from './terminal';

const plain = (_: unknown, text: string) => text;

test('shows queues in columns, without empty retry queues', () => {
  const line = { consumers: 0, since: undefined };
  const page = queueTable(
    [
      { queue: 'a.b', kind: 'live', ready: 1_200, consumers: 2, since: undefined },
      { queue: 'a.b.retry.1s', kind: 'retry', ready: 0, ...line },
      { queue: 'a.b.retry.5s', kind: 'retry', ready: 4, ...line },
      { queue: 'a.b.dlq', kind: 'dead', ready: 3, consumers: 0, since: new Date(Date.now() - 7_300_000) },
    ],
    plain,
  );

  expect(page.split('\n')).toEqual([
    'QUEUE             READY    OLDEST  CONSUMERS',
    'a.b               1,200         ·          2',
    'a.b.retry.5s          4         ·',
    'a.b.dlq               3       2 h',
  ]);
});

test('sanitizes control characters of a message', () => {
  const message = {
    content: Buffer.from('\u001b[2J\u009bbody'),
    properties: { messageId: 'm\u001b[31m', headers: { 'x-reason': 'one\ntwo\u0007' } },
  } as unknown as Message;
  const deadLetter = readDeadLetter(message, 1);

  for (const text of [
    deadLetterTable([deadLetter], 80, plain),
    deadLetterDetails(deadLetter, 'a.b.dlq', plain),
  ])
    // eslint-disable-next-line no-control-regex
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  expect(deadLetterTable([deadLetter], 80, plain).split('\n')).toHaveLength(2);
});

test.each([
  [500, 'just now'],
  [119_000, '119 s'],
  [120_000, '2 min'],
  [7_200_000, '2 h'],
  [200_000_000, '2 d'],
])('%i ms ago is %s', (ms, text) => expect(age(new Date(0), ms)).toBe(text));
