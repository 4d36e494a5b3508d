import type { Roster } from '../../domain/roster';
import { rosterNotFound, type RosterRepository } from '../../domain/roster-repository';

export const readRoster =
  (rosters: RosterRepository) =>
  async (courseId: string): Promise<Roster> => {
    const roster = await rosters.find(courseId);
    if (!roster) throw rosterNotFound(courseId);
    return roster;
  };
