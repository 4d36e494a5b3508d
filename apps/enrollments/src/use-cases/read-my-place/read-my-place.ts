import type { Place } from '@courses/contracts';
import { toPlace } from '../../domain/place';
import { rosterNotFound, type RosterRepository } from '../../domain/roster-repository';
import { RosterError } from '../../domain/roster.errors';

export const readMyPlace =
  (rosters: RosterRepository) =>
  async ({ courseId, studentId }: { courseId: string; studentId: string }): Promise<Place> => {
    const roster = await rosters.find(courseId);
    if (!roster) throw rosterNotFound(courseId);
    const place = toPlace(roster, studentId);
    if (!place) throw new RosterError('enrollment-not-found', 'You have no place in this course.');
    return place;
  };
