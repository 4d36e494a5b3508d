import type { User } from '@courses/contracts';
import { authorize } from '../../domain/load-roster';
import { remove } from '../../domain/roster';
import type { Stores } from '../../stores';

export interface RemoveStudentCommand {
  courseId: string;
  enrollmentId: string;
  /** What the student is told. */
  note: string;
  user: User;
}

/** Repeated, or for an enrollment without a place, it changes nothing. */
export const removeStudent =
  ({ rosters }: Pick<Stores, 'rosters'>) =>
  async ({ courseId, user, ...removal }: RemoveStudentCommand): Promise<void> => {
    const now = new Date().toISOString();
    await rosters.update(courseId, (roster) => {
      authorize(user, roster);
      return remove(roster, removal, now);
    });
  };
