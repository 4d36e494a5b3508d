import type { Enrollment } from '@courses/contracts';
import { completeLesson as complete } from '../../domain/enrollment';
import { authorize } from '../../domain/load-enrollment';
import { progressThrough } from '../../domain/progress';
import type { Syllabus } from '../../domain/projection';
import type { Stores } from '../../stores';

export interface CompleteLessonCommand {
  enrollmentId: string;
  lessonId: string;
  studentId: string;
}

export const completeLesson =
  ({ enrollments, syllabi }: Pick<Stores, 'enrollments' | 'syllabi'>) =>
  async ({ enrollmentId, lessonId, studentId }: CompleteLessonCommand): Promise<Enrollment> => {
    let syllabus: Syllabus | undefined;
    const after = await enrollments.update(enrollmentId, async (before) => {
      authorize(before, studentId);
      syllabus = (await syllabi.find([before.courseId])).get(before.courseId);
      return complete(before, { lessonId, lessonIds: syllabus?.lessonIds ?? [] }, new Date().toISOString());
    });
    return progressThrough(syllabus, after);
  };
