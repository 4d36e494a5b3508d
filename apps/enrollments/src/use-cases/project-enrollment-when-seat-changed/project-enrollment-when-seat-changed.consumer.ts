import {
  enrollmentConfirmed,
  enrollmentWaitlisted,
  enrollmentWithdrawn,
  type DataOf,
} from '@courses/contracts';
import { ack, subscription } from '@courses/messaging';
import type { projectEnrollmentWhenSeatChanged } from './project-enrollment-when-seat-changed';

/** The service's own events: the roster is one document, the student's view of it another. */
export function projectEnrollmentConsumers(project: ReturnType<typeof projectEnrollmentWhenSeatChanged>) {
  return [
    subscription({
      queue: 'enrollments.show-waiting',
      event: enrollmentWaitlisted,
      handle: async ({ data }) => {
        await project(data, 'waiting');
        return ack;
      },
    }),
    subscription({
      queue: 'enrollments.show-confirmed',
      event: enrollmentConfirmed,
      handle: async ({ data }) => {
        const { promotedAt } = data;
        await project(data, 'confirmed', promotedAt === undefined ? {} : { promotedAt });
        return ack;
      },
    }),
    subscription({
      queue: 'enrollments.show-withdrawn',
      event: enrollmentWithdrawn,
      handle: async ({ data }) => {
        await project(data, 'withdrawn', { withdrawal: withdrawalOf(data) });
        return ack;
      },
    }),
  ];
}

const withdrawalOf = ({ reason, note }: DataOf<typeof enrollmentWithdrawn>) => ({
  reason,
  ...(note !== undefined && { note }),
});
