import { withdraw } from '../../domain/roster';
import type { Stores } from '../../stores';

/** Repeated, or without a place to give up, it changes nothing. */
export const withdrawStudent =
  ({ rosters }: Pick<Stores, 'rosters'>) =>
  async ({ courseId, studentId }: { courseId: string; studentId: string }): Promise<void> => {
    const now = new Date().toISOString();
    await rosters.update(courseId, (roster) => withdraw(roster, studentId, now));
  };
