import type { Course } from '@courses/contracts';
import { openRoster, syncWithCourse } from '../../domain/roster';
import type { Stores } from '../../stores';

/** Applies the state of a course unless a newer one was applied; idempotent, and independent of the order. */
export const syncRosterWhenCourseChanged =
  ({ rosters, syllabi }: Pick<Stores, 'rosters' | 'syllabi'>) =>
  async (course: Course): Promise<void> => {
    const lessonIds = course.lessons.map(({ id }) => id);
    await syllabi.upsertIfNewer(course.id, course.version, { lessonIds, courseTitle: course.title });
    const now = new Date().toISOString();
    if (await rosters.insert(openRoster(course))) return;
    await rosters.update(course.id, (roster) => syncWithCourse(roster, course, now));
  };
