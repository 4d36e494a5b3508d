import {
  DomainError,
  enrollmentCompleted,
  enrollmentVersions,
  type Change,
  type EnrollmentFacts,
  type EnrollmentStatus,
  type Withdrawal,
} from '@courses/contracts';

/** A student's view of an enrollment: a projection of the roster's events, with the progress. */
export interface Enrollment extends EnrollmentFacts {
  status: EnrollmentStatus;
  completedLessonIds: readonly string[];
  /** Stays when lessons are added to the course later. */
  completedAt?: string;
  /** Issued when the course was completed. */
  certificate?: IssuedCertificate;
  /** When a place in the waiting list became this seat. */
  promotedAt?: string;
  withdrawal?: Withdrawal;
  version: number;
}

/** What it says beside the time of completion is what was true then. */
export interface IssuedCertificate {
  /** Not to be guessed: whoever has it can read the certificate. */
  id: string;
  /** Absent where it was not known yet. */
  studentName?: string;
  courseTitle: string;
}

/** What the events of the roster say about an enrollment beside its state. */
export type SeatDetails = Pick<Enrollment, 'promotedAt' | 'withdrawal'>;

/** The states in the order in which an enrollment goes through them; it may skip some, and never goes back. */
export const statesInOrder: readonly EnrollmentStatus[] = ['waiting', 'confirmed', 'completed', 'withdrawn'];

/**
 * Marks a lesson as completed; the last of the lessons that the course has now completes the enrollment. Returns the
 * same state and no events where nothing changes. Fails with `lesson-not-found`, and with `no-seat` while waiting and
 * after a withdrawal.
 */
export function completeLesson(
  enrollment: Enrollment,
  {
    lessonId,
    lessonIds,
    certificate,
  }: { lessonId: string; lessonIds: readonly string[]; certificate: IssuedCertificate },
  now: string,
): Change<Enrollment> {
  assertSeat(enrollment);
  if (!lessonIds.includes(lessonId))
    throw new DomainError('lesson-not-found', `The course has no lesson ${lessonId}.`);
  const done = new Set(enrollment.completedLessonIds).add(lessonId);
  const changed = { ...enrollment, version: enrollment.version + 1, completedLessonIds: [...done] };
  if (enrollment.status === 'confirmed' && lessonIds.every((id) => done.has(id)))
    return complete({ ...changed, certificate }, now);
  const isKnown = done.size === enrollment.completedLessonIds.length;
  return { state: isKnown ? enrollment : changed, events: [] };
}

/** Undoes that. A completed enrollment stays completed, with its certificate. Fails with `no-seat`. */
export function uncompleteLesson(enrollment: Enrollment, lessonId: string): Change<Enrollment> {
  assertSeat(enrollment);
  const completedLessonIds = enrollment.completedLessonIds.filter((id) => id !== lessonId);
  if (completedLessonIds.length === enrollment.completedLessonIds.length)
    return { state: enrollment, events: [] };
  return { state: { ...enrollment, version: enrollment.version + 1, completedLessonIds }, events: [] };
}

function assertSeat({ status }: Enrollment): void {
  if (status === 'waiting' || status === 'withdrawn')
    throw new DomainError('no-seat', `This enrollment is ${status}.`);
}

function complete(enrollment: Enrollment, completedAt: string): Change<Enrollment> {
  const { id, courseId, courseTitle, studentId, enrolledAt } = enrollment;
  const data = { id, courseId, courseTitle, studentId, enrolledAt, completedAt };
  return {
    state: { ...enrollment, status: 'completed', completedAt },
    events: [enrollmentCompleted.create({ subject: id, version: enrollmentVersions.completed, data })],
  };
}
