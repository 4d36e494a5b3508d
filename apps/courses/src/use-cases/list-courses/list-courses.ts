import { isAdmin, type CourseSummary, type Page, type User } from '@courses/contracts';
import type { CourseQuery } from '../../domain/course-repository';
import type { Stores } from '../../stores';

export const listCourses =
  ({ courses }: Stores) =>
  (visible: CourseQuery): Promise<Page<CourseSummary>> =>
    courses.list(visible);

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
