import type { CourseSummary, Page, User } from '@courses/contracts';
import type { CourseQuery, CourseRepository } from '../../domain/course-repository';
import { isAdmin } from '../../domain/ownership';

export const listCourses =
  (courses: CourseRepository) =>
  (visible: CourseQuery): Promise<Page<CourseSummary>> =>
    courses.list(visible);

/**
 * The part of a list that this reader may see; undefined where that is nothing. Without a status: the published ones, and
 * all for somebody who lists the own courses, and for admins.
 */
export function visibleTo(reader: User | undefined, query: CourseQuery): CourseQuery | undefined {
  if (isAdmin(reader)) return query;
  const { status = 'published', instructorId = reader?.id } = query;
  const isOwn = reader !== undefined && instructorId === reader.id;
  if (status === 'draft') return isOwn ? { ...query, instructorId } : undefined;
  return isOwn && query.instructorId !== undefined ? query : { ...query, status };
}
