import type { Enrollment } from '@courses/contracts';
import { loadOwnEnrollment } from '../../domain/load-enrollment';
import { withProgress } from '../../domain/progress';
import type { Stores } from '../../stores';

export const readEnrollment =
  ({ enrollments, syllabi }: Pick<Stores, 'enrollments' | 'syllabi'>) =>
  async (query: { enrollmentId: string; studentId: string }): Promise<Enrollment> => {
    const own = await loadOwnEnrollment(enrollments, query);
    const [enrollment] = await withProgress(syllabi, [own]);
    return enrollment as Enrollment;
  };
