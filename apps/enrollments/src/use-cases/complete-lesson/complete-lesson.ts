import { randomUUID } from 'node:crypto';
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
  ({ enrollments, syllabi, students }: Pick<Stores, 'enrollments' | 'syllabi' | 'students'>) =>
  async ({ enrollmentId, lessonId, studentId }: CompleteLessonCommand): Promise<Enrollment> => {
    let syllabus: Syllabus | undefined;
    const after = await enrollments.update(enrollmentId, async (before) => {
      authorize(before, studentId);
      const [known, named] = await Promise.all([syllabi.find([before.courseId]), students.find([studentId])]);
      syllabus = known.get(before.courseId);
      const studentName = named.get(studentId)?.name;
      const certificate = {
        id: randomUUID(),
        courseTitle: syllabus?.courseTitle ?? before.courseTitle,
        ...(studentName !== undefined && { studentName }),
      };
      const lessonIds = syllabus?.lessonIds ?? [];
      return complete(before, { lessonId, lessonIds, certificate }, new Date().toISOString());
    });
    return progressThrough(syllabus, after);
  };
