import type { Page } from '@courses/contracts';
import type { Change, Entry, Roster } from './roster';
import { RosterError } from './roster.errors';

/** A roster without the names in it. */
export interface RosterSummary extends Omit<Roster, 'seats' | 'waiting'> {
  seatsTaken: number;
  waitingCount: number;
}

export interface PageRequest {
  limit: number;
  cursor?: string | undefined;
}

/** Throws unless the list of a course that this instructor holds may be shown. */
export type Admit = (instructorId: string) => void;

export interface RosterRepository {
  summary(courseId: string): Promise<RosterSummary | undefined>;
  find(courseId: string): Promise<Roster | undefined>;
  /** Stores the roster of a course unless it has one; says whether it did. */
  open(roster: Roster): Promise<boolean>;
  /**
   * Changes a roster and announces what happened, in one update, and gives the roster as it is then. `decide` is asked again
   * when somebody else was faster, so it does nothing but decide. Fails as `decide` does, with `roster-not-found`, and with
   * `write-conflict` when others were faster too often.
   */
  change(courseId: string, decide: (roster: Roster) => Change): Promise<Roster>;
  /** In the order in which they got their seats. Fails as `admit` does, and with `roster-not-found`. */
  listSeats(courseId: string, page: PageRequest, admit: Admit): Promise<Page<Entry>>;
  /** Next first. Fails likewise. */
  listWaiting(courseId: string, page: PageRequest, admit: Admit): Promise<Page<Entry>>;
}

export const rosterNotFound = (courseId: string) =>
  new RosterError(
    'roster-not-found',
    `There is no roster for course ${courseId}; it opens when the course is published.`,
  );

/** Fails with `roster-not-found`. */
export async function loadSummary(rosters: RosterRepository, courseId: string): Promise<RosterSummary> {
  const summary = await rosters.summary(courseId);
  if (!summary) throw rosterNotFound(courseId);
  return summary;
}

export const notYours = () =>
  new RosterError('forbidden', 'Only the instructor of the course and admins see who is in it.');
