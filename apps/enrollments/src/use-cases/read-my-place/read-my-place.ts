import { DomainError, type Place } from '@courses/contracts';
import { loadRoster } from '../../domain/load-roster';
import { placeOf } from '../../domain/roster';
import type { Stores } from '../../stores';

export const readMyPlace =
  ({ rosters }: Pick<Stores, 'rosters'>) =>
  async ({ courseId, studentId }: { courseId: string; studentId: string }): Promise<Place> => {
    const place = placeOf(await loadRoster(rosters, courseId), studentId);
    if (!place) throw new DomainError('enrollment-not-found', 'You have no place in this course.');
    return place;
  };
