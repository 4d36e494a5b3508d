import type { Place } from '@courses/contracts';
import { placeOf, type Roster } from './roster';

/** What a student is told of the own place. */
export function toPlace(roster: Roster, studentId: string): Place | undefined {
  const found = placeOf(roster, studentId);
  if (!found) return undefined;
  const { entry, position } = found;
  const status = position === undefined ? 'confirmed' : 'waiting';
  return { ...entry, courseId: roster.courseId, status, ...(position === undefined ? {} : { position }) };
}
