import type { Page, RosterEntry, User } from '@courses/contracts';
import type { Copies, Person } from './copies';
import type { Entry } from './roster';
import type { PageRequest } from './roster-repository';

/** Whose list of which course is asked for. */
export interface EntriesRequest extends PageRequest {
  courseId: string;
  user: User;
}

/** Puts the names, as far as they are known here, to a page of a roster. */
export async function withNames(
  people: Copies<Person>,
  courseId: string,
  { items, ...rest }: Page<Entry>,
): Promise<Page<RosterEntry>> {
  const known = await people.read(items.map(({ studentId }) => studentId));
  const named = items.map((entry) => {
    const name = known.get(entry.studentId)?.name;
    return { courseId, ...entry, ...(name === undefined ? {} : { studentName: name }) };
  });
  return { items: named, ...rest };
}
