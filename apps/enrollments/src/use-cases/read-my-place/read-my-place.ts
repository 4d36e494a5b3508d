import type { Place } from '@courses/contracts';
import { loadRoster } from '../../domain/load-roster';
import { placeOf } from '../../domain/roster';
import type { Stores } from '../../stores';

/** Undefined without a place. Fails with `roster-not-found`. */
export const readMyPlace =
  ({ rosters }: Pick<Stores, 'rosters'>) =>
  async ({ courseId, studentId }: { courseId: string; studentId: string }): Promise<Place | undefined> =>
    placeOf(await loadRoster(rosters, courseId), studentId);
