import { isOwnerOrAdmin, type Page, type RosterEntry } from '@courses/contracts';
import type { Copies, Person } from '../../domain/copies';
import { withNames, type EntriesRequest } from '../../domain/roster-entries';
import { notYours, type RosterRepository } from '../../domain/roster-repository';

/** For the instructor of the course and for admins. */
export const listSeats =
  (rosters: RosterRepository, people: Copies<Person>) =>
  async ({ courseId, user, ...page }: EntriesRequest): Promise<Page<RosterEntry>> => {
    const admit = (instructorId: string) => {
      if (!isOwnerOrAdmin(user, instructorId)) throw notYours();
    };
    return withNames(people, courseId, await rosters.listSeats(courseId, page, admit));
  };
