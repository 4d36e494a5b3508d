import type { EnrollmentFacts, EnrollmentStatus } from '@courses/contracts';
import type { SeatDetails } from '../../domain/enrollment';
import type { Stores } from '../../stores';

/** Updates what the student sees of an enrollment; idempotent, and independent of the order. */
export const projectEnrollmentWhenSeatChanged =
  ({ enrollments }: Pick<Stores, 'enrollments'>) =>
  (
    { id, courseId, courseTitle, studentId, enrolledAt }: EnrollmentFacts,
    status: EnrollmentStatus,
    details: SeatDetails = {},
  ): Promise<void> =>
    enrollments.advance({ id, courseId, courseTitle, studentId, enrolledAt }, status, details);
