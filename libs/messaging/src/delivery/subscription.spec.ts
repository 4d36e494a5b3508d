import { enrollmentConfirmed } from '@courses/contracts';
import { ack } from './outcome';
import { subscription } from './subscription';

const define = (queue: string) =>
  subscription({ queue, event: enrollmentConfirmed, handle: () => Promise.resolve(ack) });

test('a queue is named after its service and subscription', () => {
  expect(define('enrollments.open-roster').queue).toBe('enrollments.open-roster');
});

test.each(['open-roster', 'enrollments.', 'enrollments.open.roster', 'Enrollments.open', 'a b.c'])(
  '%p is refused as the name of a queue',
  (queue) => expect(() => define(queue)).toThrow(TypeError),
);
