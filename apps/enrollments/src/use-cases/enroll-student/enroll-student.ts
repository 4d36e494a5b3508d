import type { Place } from '@courses/contracts';
import { v7 as uuidv7 } from 'uuid';
import { toPlace } from '../../domain/place';
import { enroll, type Entry } from '../../domain/roster';
import type { RosterRepository } from '../../domain/roster-repository';

/** Gives a seat or a place in the waiting list; repeated, the same one. */
export const enrollStudent =
  (rosters: RosterRepository) =>
  async ({ courseId, studentId }: { courseId: string; studentId: string }): Promise<Place> => {
    const entry: Entry = { id: uuidv7(), studentId, enrolledAt: new Date().toISOString() };
    const roster = await rosters.change(courseId, (before) => enroll(before, entry));
    return toPlace(roster, studentId) as Place;
  };
