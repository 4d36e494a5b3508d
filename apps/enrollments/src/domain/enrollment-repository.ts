import type { EnrollmentFacts, EnrollmentStatus, Page } from '@courses/contracts';
import type { Enrollment } from './enrollment';
import type { PageRequest } from './roster-repository';
import { RosterError } from './roster.errors';

export interface EnrollmentRepository {
  find(id: string): Promise<Enrollment | undefined>;
  /** Newest first. */
  listOf(
    studentId: string,
    query: PageRequest & { status?: EnrollmentStatus | undefined },
  ): Promise<Page<Enrollment>>;
  /** Brings an enrollment into a state, unless it is there or further. */
  advance(facts: EnrollmentFacts, status: EnrollmentStatus): Promise<void>;
  /**
   * Changes an enrollment, announces a completion in the same update, and gives it as it is then. `decide` is asked again when
   * somebody else was faster. Fails as `decide` does, with `enrollment-not-found` and with `write-conflict`.
   */
  change(id: string, decide: (enrollment: Enrollment) => Promise<Enrollment>): Promise<Enrollment>;
}

export const enrollmentNotFound = () =>
  new RosterError('enrollment-not-found', 'You have no such enrollment.');

/** Fails with `enrollment-not-found`, as if it did not exist, when it is somebody else's. */
export function assertOwn(enrollment: Enrollment | undefined, studentId: string): Enrollment {
  if (enrollment?.studentId !== studentId) throw enrollmentNotFound();
  return enrollment;
}
