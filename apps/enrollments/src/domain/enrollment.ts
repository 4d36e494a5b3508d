import type { EnrollmentFacts, EnrollmentStatus } from '@courses/contracts';
import { RosterError } from './roster.errors';

/** What a student sees of a place in a course: it follows the roster's events, and has the progress. */
export interface Enrollment extends EnrollmentFacts {
  status: EnrollmentStatus;
  completedLessonIds: readonly string[];
  /** Stays when lessons are added to the course later. */
  completedAt?: string;
  version: number;
}

/** The states in the order in which an enrollment goes through them; it may leave some out, and never goes back. */
export const statesInOrder: readonly EnrollmentStatus[] = ['waiting', 'confirmed', 'completed', 'withdrawn'];

/**
 * Ticks off a lesson; the last of those that the course has now completes it. Gives the very same enrollment where nothing
 * changes. Fails with `lesson-not-found`, and with `no-seat` while waiting and after a withdrawal.
 */
export function completeLesson(
  enrollment: Enrollment,
  lessonId: string,
  lessonIds: readonly string[],
  now: string,
): Enrollment {
  if (enrollment.status === 'waiting' || enrollment.status === 'withdrawn')
    throw new RosterError('no-seat', `This enrollment is ${enrollment.status}.`);
  if (!lessonIds.includes(lessonId))
    throw new RosterError('lesson-not-found', `The course has no lesson ${lessonId}.`);
  const done = new Set(enrollment.completedLessonIds).add(lessonId);
  const isComplete = enrollment.status === 'confirmed' && lessonIds.every((id) => done.has(id));
  if (done.size === enrollment.completedLessonIds.length && !isComplete) return enrollment;
  return {
    ...enrollment,
    completedLessonIds: [...done],
    ...(isComplete ? { status: 'completed' as const, completedAt: now } : {}),
  };
}
