import type { Course } from '@courses/contracts';
import type { Copies, Syllabus } from '../../domain/copies';
import { followCourse as follow, openRoster } from '../../domain/roster';
import type { RosterRepository } from '../../domain/roster-repository';

/** Takes over the state of a course unless a newer one is known; safe to repeat, and in any order. */
export const followCourse =
  (rosters: RosterRepository, syllabi: Copies<Syllabus>) =>
  async (course: Course): Promise<void> => {
    await syllabi.keep(course.id, course.version, { lessonIds: course.lessons.map(({ id }) => id) });
    if (await rosters.open(openRoster(course))) return;
    await rosters.change(course.id, (roster) => follow(roster, course));
  };
