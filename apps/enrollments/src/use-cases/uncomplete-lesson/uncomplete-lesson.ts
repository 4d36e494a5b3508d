import type { Enrollment } from '@courses/contracts';
import { uncompleteLesson as uncomplete } from '../../domain/enrollment';
import { authorize } from '../../domain/load-enrollment';
import { withProgress } from '../../domain/progress';
import type { Stores } from '../../stores';

export interface UncompleteLessonCommand {
  enrollmentId: string;
  lessonId: string;
  studentId: string;
}

/** Repeated, or for a lesson that was not done, it changes nothing. */
export const uncompleteLesson =
  ({ enrollments, syllabi }: Pick<Stores, 'enrollments' | 'syllabi'>) =>
  async ({ enrollmentId, lessonId, studentId }: UncompleteLessonCommand): Promise<Enrollment> => {
    const after = await enrollments.update(enrollmentId, (before) => {
      authorize(before, studentId);
      return Promise.resolve(uncomplete(before, lessonId));
    });
    const [enrollment] = await withProgress(syllabi, [after]);
    return enrollment as Enrollment;
  };
