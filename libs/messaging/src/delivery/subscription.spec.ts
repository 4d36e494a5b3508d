import { enrollmentConfirmed } from '@courses/contracts';
import { ack } from './outcome';
import type { Inbox } from './inbox';
import { subscription } from './subscription';

const define = (queue: string) =>
  subscription({ queue, event: enrollmentConfirmed, handle: () => Promise.resolve(ack) });

test('accepts a queue that is named after its service and subscription', () => {
  expect(define('enrollments.open-roster').queue).toBe('enrollments.open-roster');
});

test.each(['open-roster', 'enrollments.', 'enrollments.open.roster', 'Enrollments.open', 'a b.c'])(
  'rejects %p as the name of a queue',
  (queue) => expect(() => define(queue)).toThrow(TypeError),
);

const event = enrollmentConfirmed;
const handle = () => Promise.resolve(ack);
const inbox = {} as Inbox;
const queue = 'enrollments.open-roster';

test('does not typecheck what only one of the two kinds has, on the other kind', () => {
  expect(subscription({ queue, event, handle, inbox, prefetch: 1 })).toMatchObject({ inbox, prefetch: 1 });
  expect(subscription({ queue, event, handle, broadcast: true })).toMatchObject({ broadcast: true });
  // @ts-expect-error -- a broadcast has no retries, so nothing to process once
  subscription({ queue, event, handle, broadcast: true, inbox });
  // @ts-expect-error -- a broadcast is not shared
  subscription({ queue, event, handle, broadcast: true, prefetch: 1 });
  // @ts-expect-error -- a work queue keeps its messages while nobody is connected
  subscription({ queue, event, handle, onConnected: () => undefined });
});
