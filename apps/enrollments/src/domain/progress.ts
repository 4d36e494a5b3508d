import type { Enrollment as EnrollmentView } from '@courses/contracts';
import type { Copies, Syllabus } from './copies';
import type { Enrollment } from './enrollment';

/** Enrollments with their progress through the lessons that their courses have now. */
export async function withProgress(
  syllabi: Copies<Syllabus>,
  enrollments: Enrollment[],
): Promise<EnrollmentView[]> {
  const known = await syllabi.read([...new Set(enrollments.map(({ courseId }) => courseId))]);
  return enrollments.map((enrollment) => progressThrough(known.get(enrollment.courseId), enrollment));
}

/** Of an unknown syllabus there is nothing to show yet. */
export function progressThrough(
  { lessonIds }: Syllabus = { lessonIds: [] },
  { version: _, completedLessonIds, ...enrollment }: Enrollment,
): EnrollmentView {
  const done = new Set(completedLessonIds);
  return {
    ...enrollment,
    completedLessonIds: lessonIds.filter((id) => done.has(id)),
    lessonCount: lessonIds.length,
  };
}
