import type { Enrollment, Page } from '@courses/contracts';
import type { EnrollmentQuery } from '../../domain/enrollment-repository';
import { withProgress } from '../../domain/progress';
import type { Stores } from '../../stores';

export const listMyEnrollments =
  ({ enrollments, syllabi }: Pick<Stores, 'enrollments' | 'syllabi'>) =>
  async (query: EnrollmentQuery): Promise<Page<Enrollment>> => {
    const { items, ...rest } = await enrollments.list(query);
    return { items: await withProgress(syllabi, items), ...rest };
  };
