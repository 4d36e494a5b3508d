import type { Page, PageRequest, RosterEntry, User } from '@courses/contracts';
import { authorize } from './load-roster';
import { withNames } from './roster-entries';
import type { Projection, Student } from './projection';
import type { ParticipantQuery, RosterRepository } from './roster-repository';

export interface ParticipantsRequest extends PageRequest {
  courseId: string;
  user: User;
}

interface Ports {
  rosters: RosterRepository;
  students: Projection<Student>;
}

/** A page of a roster with names, as far as they are known here; for the instructor of the course and for admins. */
export async function listParticipants(
  { rosters, students }: Ports,
  list: ParticipantQuery['list'],
  { user, ...request }: ParticipantsRequest,
): Promise<Page<RosterEntry>> {
  const query = { ...request, list, authorize: authorize.bind(undefined, user) };
  const { items, ...rest } = await rosters.list(query);
  return { items: await withNames({ students }, request.courseId, items), ...rest };
}
