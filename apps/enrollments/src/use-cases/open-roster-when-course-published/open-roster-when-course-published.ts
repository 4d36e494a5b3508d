import type { Course } from '@courses/contracts';
import { openRoster } from '../../domain/roster';
import type { RosterRepository } from '../../domain/roster-repository';

/** Safe to repeat: a course has one roster, and it stays as it is. */
export const openRosterWhenCoursePublished =
  (rosters: RosterRepository) =>
  (course: Course): Promise<void> =>
    rosters.open(openRoster(course));
