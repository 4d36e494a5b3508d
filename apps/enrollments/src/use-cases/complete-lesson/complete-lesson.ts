import type { Enrollment } from '@courses/contracts';
import type { Copies, Syllabus } from '../../domain/copies';
import { completeLesson as complete } from '../../domain/enrollment';
import { assertOwn, type EnrollmentRepository } from '../../domain/enrollment-repository';
import { progressThrough } from '../../domain/progress';

export interface CompleteLessonCommand {
  enrollmentId: string;
  lessonId: string;
  studentId: string;
}

export const completeLesson =
  (enrollments: EnrollmentRepository, syllabi: Copies<Syllabus>) =>
  async ({ enrollmentId, lessonId, studentId }: CompleteLessonCommand): Promise<Enrollment> => {
    let syllabus: Syllabus | undefined;
    const after = await enrollments.change(enrollmentId, async (before) => {
      const { courseId } = assertOwn(before, studentId);
      syllabus = (await syllabi.read([courseId])).get(courseId);
      return complete(before, lessonId, syllabus?.lessonIds ?? [], new Date().toISOString());
    });
    return progressThrough(syllabus, after);
  };
