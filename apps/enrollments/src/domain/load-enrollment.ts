import { DomainError } from '@courses/contracts';
import type { Enrollment } from './enrollment';
import type { EnrollmentRepository } from './enrollment-repository';

export const enrollmentNotFound = () =>
  new DomainError('enrollment-not-found', 'You have no such enrollment.');

/** Fails with `enrollment-not-found`, also for the enrollment of another student. */
export async function loadOwnEnrollment(
  enrollments: EnrollmentRepository,
  { enrollmentId, studentId }: { enrollmentId: string; studentId: string },
): Promise<Enrollment> {
  const enrollment = await enrollments.find(enrollmentId);
  if (!enrollment) throw enrollmentNotFound();
  authorize(enrollment, studentId);
  return enrollment;
}

/** Fails with `enrollment-not-found`, as if it did not exist, for the enrollment of another student. */
export function authorize(enrollment: Enrollment, studentId: string): void {
  if (enrollment.studentId !== studentId) throw enrollmentNotFound();
}
