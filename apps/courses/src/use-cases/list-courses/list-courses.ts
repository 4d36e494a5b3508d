import { isAdmin, type CoursePage, type User } from '@courses/contracts';
import { correctSearch } from '../../domain/correct-search';
import type { CourseQuery } from '../../domain/course-repository';
import type { Stores } from '../../stores';

export const listCourses =
  ({ courses }: Stores) =>
  async (visible: CourseQuery): Promise<CoursePage> => {
    const page = await courses.list(visible);
    if (page.items.length > 0 || !visible.search) return page;
    for (const search of await correctSearch(courses, visible.search)) {
      const corrected = await courses.list({ ...visible, search });
      if (corrected.items.length > 0) return { ...corrected, correctedSearch: search };
    }
    return page;
  };

/**
 * The part of a list that this reader may see; undefined where that is nothing. Without a status, these are the published
 * courses; for instructors who list their own courses and for admins, all of them.
 */
export function visibleTo(reader: User | undefined, query: CourseQuery): CourseQuery | undefined {
  if (isAdmin(reader)) return query;
  const { status = 'published', instructorId = reader?.id } = query;
  const isOwn = reader !== undefined && instructorId === reader.id;
  if (status === 'draft') return isOwn ? { ...query, instructorId } : undefined;
  return isOwn && query.instructorId !== undefined ? query : { ...query, status };
}
