import type { Change, Page, PageRequest } from '@courses/contracts';
import type { Participant, Roster } from './roster';
import type { RosterSummary } from './roster-summary';

export interface ParticipantQuery extends PageRequest {
  courseId: string;
  list: 'seats' | 'waiting';
  /** Called before anything is returned; throws unless the list may be shown. */
  authorize: (roster: Pick<Roster, 'instructorId'>) => void;
}

export interface RosterRepository {
  find(courseId: string): Promise<Roster | undefined>;
  findSummary(courseId: string): Promise<RosterSummary | undefined>;
  /** In no particular order; without courses that have no roster. */
  findSummaries(courseIds: readonly string[]): Promise<RosterSummary[]>;
  /** Stores a new roster and its events; returns false when the course has a roster. */
  insert(change: Change<Roster>): Promise<boolean>;
  /**
   * Stores the change that `decide` makes of the current roster, with its events, in one update. `decide` is pure: it is
   * called again after a conflict. Fails as `decide` does, with `roster-not-found`, and with `write-conflict` after too
   * many conflicts.
   */
  update(courseId: string, decide: (roster: Roster) => Change<Roster>): Promise<Roster>;
  /** In the order in which they got or will get their seats. Fails with `roster-not-found`, and as `authorize` does. */
  list(query: ParticipantQuery): Promise<Page<Participant>>;
}
