import type { Enrollment, EnrollmentStatus, Page } from '@courses/contracts';
import type { Copies, Syllabus } from '../../domain/copies';
import type { EnrollmentRepository } from '../../domain/enrollment-repository';
import { withProgress } from '../../domain/progress';

export interface MyEnrollmentsQuery {
  studentId: string;
  status?: EnrollmentStatus | undefined;
  limit: number;
  cursor?: string | undefined;
}

export const listMyEnrollments =
  (enrollments: EnrollmentRepository, syllabi: Copies<Syllabus>) =>
  async ({ studentId, ...query }: MyEnrollmentsQuery): Promise<Page<Enrollment>> => {
    const { items, ...rest } = await enrollments.listOf(studentId, query);
    return { items: await withProgress(syllabi, items), ...rest };
  };
