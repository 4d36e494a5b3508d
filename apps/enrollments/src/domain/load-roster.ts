import { DomainError, isOwnerOrAdmin, type User } from '@courses/contracts';
import type { Roster } from './roster';
import type { RosterRepository } from './roster-repository';

export const rosterNotFound = (courseId: string) =>
  new DomainError(
    'roster-not-found',
    `There is no roster for course ${courseId}; it opens when the course is published.`,
  );

/** Fails with `roster-not-found`. */
export async function loadRoster(rosters: RosterRepository, courseId: string): Promise<Roster> {
  const roster = await rosters.find(courseId);
  if (!roster) throw rosterNotFound(courseId);
  return roster;
}

/** Fails with `forbidden` unless this is the instructor of the course or an admin. */
export function authorize(user: User, { instructorId }: Pick<Roster, 'instructorId'>): void {
  if (!isOwnerOrAdmin(user, instructorId))
    throw new DomainError(
      'forbidden',
      'Only the instructor of the course and admins may see its participants.',
    );
}
