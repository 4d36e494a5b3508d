import type { EnrollmentFacts } from '@courses/contracts';
import type { Stores } from '../../stores';

/** Learns who may read the lessons of a course; idempotent, and independent of the order. */
export const recordSeatWhenEnrollmentChanged =
  ({ seats }: Pick<Stores, 'seats'>) =>
  ({ id, courseId, studentId }: EnrollmentFacts, version: number, isTaken: boolean): Promise<void> =>
    seats.upsertIfNewer({ enrollmentId: id, version, courseId, studentId, isTaken });
