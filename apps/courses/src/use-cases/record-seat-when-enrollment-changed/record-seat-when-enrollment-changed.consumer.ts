import {
  enrollmentCompleted,
  enrollmentConfirmed,
  enrollmentWithdrawn,
  type EnrollmentFacts,
  type EventMessage,
} from '@courses/contracts';
import { ack, subscription } from '@courses/messaging';
import type { recordSeatWhenEnrollmentChanged } from './record-seat-when-enrollment-changed';

export function recordSeatConsumers(record: ReturnType<typeof recordSeatWhenEnrollmentChanged>) {
  const as =
    (isTaken: boolean) =>
    async ({ data, aggregateVersion }: EventMessage<EnrollmentFacts>) => {
      await record(data, aggregateVersion, isTaken);
      return ack;
    };
  return [
    subscription({ queue: 'courses.record-confirmed', event: enrollmentConfirmed, handle: as(true) }),
    subscription({ queue: 'courses.record-completed', event: enrollmentCompleted, handle: as(true) }),
    subscription({ queue: 'courses.record-withdrawn', event: enrollmentWithdrawn, handle: as(false) }),
  ];
}
