import type { EnrollmentFacts, EnrollmentStatus } from '@courses/contracts';
import type { EnrollmentRepository } from '../../domain/enrollment-repository';

/** Shows the student what became of a place; safe to repeat, and in any order. */
export const followEnrollment =
  (enrollments: EnrollmentRepository) =>
  (
    { id, courseId, courseTitle, studentId, enrolledAt }: EnrollmentFacts,
    status: EnrollmentStatus,
  ): Promise<void> =>
    enrollments.advance({ id, courseId, courseTitle, studentId, enrolledAt }, status);
