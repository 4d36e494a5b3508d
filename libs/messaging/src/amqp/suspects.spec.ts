import type { Message } from 'amqplib';
import { isSuspect } from './suspects';

const message = (redelivered: boolean, headers: Record<string, unknown>) =>
  ({ fields: { redelivered }, properties: { headers } }) as unknown as Message;

test.each([
  ['was in flight at two losses', true, { 'x-delivery-count': 2 }, true],
  ['was in flight at one loss', true, { 'x-delivery-count': 1 }, false],
  ['was only put back', true, { 'x-acquired-count': 5 }, false],
  ['has the header from its publisher', false, { 'x-delivery-count': 9 }, false],
])('judges a message that %s', (_, redelivered, headers, expected) => {
  expect(isSuspect(message(redelivered, headers))).toBe(expected);
});
