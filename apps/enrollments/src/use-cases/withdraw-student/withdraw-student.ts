import { withdraw } from '../../domain/roster';
import type { RosterRepository } from '../../domain/roster-repository';

/** Repeated, or without a place to give up, it changes nothing. */
export const withdrawStudent =
  (rosters: RosterRepository) =>
  async ({ courseId, studentId }: { courseId: string; studentId: string }): Promise<void> => {
    await rosters.change(courseId, (roster) => withdraw(roster, studentId));
  };
