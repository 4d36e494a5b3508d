import type { Enrollment as PublicEnrollment, SeatEntry } from '@courses/contracts';
import type { Enrollment } from './enrollment';
import type { Projection, Syllabus } from './projection';

/** Enrollments with their progress through the lessons that their courses have now. */
export async function withProgress(
  syllabi: Projection<Syllabus>,
  enrollments: Enrollment[],
): Promise<PublicEnrollment[]> {
  const known = await syllabi.find([...new Set(enrollments.map(({ courseId }) => courseId))]);
  return enrollments.map((enrollment) => progressThrough(known.get(enrollment.courseId), enrollment));
}

/** Without lessons while the syllabus is not known yet. */
export function progressThrough(
  { lessonIds }: Syllabus = { lessonIds: [] },
  { version: _, completedLessonIds, certificate, ...enrollment }: Enrollment,
): PublicEnrollment {
  const done = new Set(completedLessonIds);
  return {
    ...enrollment,
    completedLessonIds: lessonIds.filter((id) => done.has(id)),
    lessonCount: lessonIds.length,
    ...(certificate && { certificateId: certificate.id }),
  };
}

/** The progress of a seat, as its instructor sees it; none until the enrollment's event is processed. */
export function progressOf(
  { lessonIds }: Syllabus = { lessonIds: [] },
  enrollment: Enrollment | undefined,
): Pick<SeatEntry, 'lessonsDone' | 'lessonCount' | 'completedAt'> {
  const done = new Set(enrollment?.completedLessonIds);
  return {
    lessonsDone: lessonIds.filter((id) => done.has(id)).length,
    lessonCount: lessonIds.length,
    ...(enrollment?.completedAt !== undefined && { completedAt: enrollment.completedAt }),
  };
}
