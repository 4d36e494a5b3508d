import {
  DomainError,
  enrollmentCompleted,
  enrollmentVersions,
  type Change,
  type EnrollmentFacts,
  type EnrollmentStatus,
} from '@courses/contracts';

/** A student's view of an enrollment: a projection of the roster's events, with the progress. */
export interface Enrollment extends EnrollmentFacts {
  status: EnrollmentStatus;
  completedLessonIds: readonly string[];
  /** Stays when lessons are added to the course later. */
  completedAt?: string;
  version: number;
}

/** The states in the order in which an enrollment goes through them; it may skip some, and never goes back. */
export const statesInOrder: readonly EnrollmentStatus[] = ['waiting', 'confirmed', 'completed', 'withdrawn'];

/**
 * Marks a lesson as completed; the last of the lessons that the course has now completes the enrollment. Returns the
 * same state and no events where nothing changes. Fails with `lesson-not-found`, and with `no-seat` while waiting and
 * after a withdrawal.
 */
export function completeLesson(
  enrollment: Enrollment,
  { lessonId, lessonIds }: { lessonId: string; lessonIds: readonly string[] },
  now: string,
): Change<Enrollment> {
  if (enrollment.status === 'waiting' || enrollment.status === 'withdrawn')
    throw new DomainError('no-seat', `This enrollment is ${enrollment.status}.`);
  if (!lessonIds.includes(lessonId))
    throw new DomainError('lesson-not-found', `The course has no lesson ${lessonId}.`);
  const done = new Set(enrollment.completedLessonIds).add(lessonId);
  const changed = { ...enrollment, version: enrollment.version + 1, completedLessonIds: [...done] };
  if (enrollment.status === 'confirmed' && lessonIds.every((id) => done.has(id)))
    return complete(changed, now);
  const isKnown = done.size === enrollment.completedLessonIds.length;
  return { state: isKnown ? enrollment : changed, events: [] };
}

function complete(enrollment: Enrollment, completedAt: string): Change<Enrollment> {
  const { id, courseId, courseTitle, studentId, enrolledAt } = enrollment;
  const data = { id, courseId, courseTitle, studentId, enrolledAt, completedAt };
  return {
    state: { ...enrollment, status: 'completed', completedAt },
    events: [enrollmentCompleted.create({ subject: id, version: enrollmentVersions.completed, data })],
  };
}
