import type { Enrollment } from '@courses/contracts';
import type { Copies, Syllabus } from '../../domain/copies';
import { assertOwn, type EnrollmentRepository } from '../../domain/enrollment-repository';
import { withProgress } from '../../domain/progress';

export const readEnrollment =
  (enrollments: EnrollmentRepository, syllabi: Copies<Syllabus>) =>
  async ({ enrollmentId, studentId }: { enrollmentId: string; studentId: string }): Promise<Enrollment> => {
    const own = assertOwn(await enrollments.find(enrollmentId), studentId);
    const [enrollment] = await withProgress(syllabi, [own]);
    return enrollment as Enrollment;
  };
