import type { Place } from '@courses/contracts';
import { v7 as uuidv7 } from 'uuid';
import { enroll, placeOf } from '../../domain/roster';
import type { Stores } from '../../stores';

/** Assigns a seat or a place in the waiting list; repeated, it returns the same one. */
export const enrollStudent =
  ({ rosters }: Pick<Stores, 'rosters'>) =>
  async ({ courseId, studentId }: { courseId: string; studentId: string }): Promise<Place> => {
    const [id, now] = [uuidv7(), new Date().toISOString()];
    const roster = await rosters.update(courseId, (before) => enroll(before, { id, studentId }, now));
    return placeOf(roster, studentId) as Place;
  };
