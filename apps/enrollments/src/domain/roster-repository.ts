import type { Page } from '@courses/contracts';
import type { Enrollment, Roster } from './roster';
import { RosterError } from './roster.errors';

export interface RosterRepository {
  find(courseId: string): Promise<Roster | undefined>;
  /** Stores the roster of a course unless it has one. */
  open(roster: Roster): Promise<void>;
  /**
   * Takes a seat and announces it, in one conditional update. The same student with the same idempotency key gets the
   * seat that the first request took. Fails with `roster-not-found`, `roster-closed`, `course-full`,
   * `already-enrolled` or `idempotency-key-reused`.
   */
  takeSeat(enrollment: Enrollment, idempotencyKey: string | undefined): Promise<Enrollment>;
  /** The seats in the order in which they were taken. Fails with `roster-not-found`. */
  listSeats(
    courseId: string,
    page: { limit: number; cursor?: string | undefined },
  ): Promise<Page<Enrollment>>;
}

export const rosterNotFound = (courseId: string) =>
  new RosterError(
    'roster-not-found',
    `There is no roster for course ${courseId}; it opens when the course is published.`,
  );
