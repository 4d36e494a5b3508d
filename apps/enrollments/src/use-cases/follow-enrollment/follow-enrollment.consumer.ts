import {
  enrollmentConfirmed,
  enrollmentWaitlisted,
  enrollmentWithdrawn,
  type EnrollmentFacts,
  type EnrollmentStatus,
} from '@courses/contracts';
import { ack, subscription } from '@courses/messaging';
import type { followEnrollment } from './follow-enrollment';

/** Our own events: the roster is one document, the student's view of it another. */
export function followEnrollmentConsumers(follow: ReturnType<typeof followEnrollment>) {
  const into =
    (status: EnrollmentStatus) =>
    async ({ data }: { data: EnrollmentFacts }) => {
      await follow(data, status);
      return ack;
    };
  return [
    subscription({
      queue: 'enrollments.show-waiting',
      event: enrollmentWaitlisted,
      handle: into('waiting'),
    }),
    subscription({
      queue: 'enrollments.show-confirmed',
      event: enrollmentConfirmed,
      handle: into('confirmed'),
    }),
    subscription({
      queue: 'enrollments.show-withdrawn',
      event: enrollmentWithdrawn,
      handle: into('withdrawn'),
    }),
  ];
}
