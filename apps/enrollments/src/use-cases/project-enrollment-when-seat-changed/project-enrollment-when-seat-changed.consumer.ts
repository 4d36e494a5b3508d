import {
  enrollmentConfirmed,
  enrollmentWaitlisted,
  enrollmentWithdrawn,
  type EnrollmentFacts,
  type EnrollmentStatus,
} from '@courses/contracts';
import { ack, subscription } from '@courses/messaging';
import type { projectEnrollmentWhenSeatChanged } from './project-enrollment-when-seat-changed';

/** The service's own events: the roster is one document, the student's view of it another. */
export function projectEnrollmentConsumers(project: ReturnType<typeof projectEnrollmentWhenSeatChanged>) {
  const as =
    (status: EnrollmentStatus) =>
    async ({ data }: { data: EnrollmentFacts }) => {
      await project(data, status);
      return ack;
    };
  return [
    subscription({ queue: 'enrollments.show-waiting', event: enrollmentWaitlisted, handle: as('waiting') }),
    subscription({
      queue: 'enrollments.show-confirmed',
      event: enrollmentConfirmed,
      handle: as('confirmed'),
    }),
    subscription({
      queue: 'enrollments.show-withdrawn',
      event: enrollmentWithdrawn,
      handle: as('withdrawn'),
    }),
  ];
}
