import { isOwnerOrAdmin, type Course, type CourseStatus, type User } from '@courses/contracts';

/** A draft is visible only to those who may change it; every other course is public. */
export const isVisibleTo = (
  user: User | undefined,
  course: Pick<Course, 'instructorId' | 'status'>,
): boolean => isPublicStatus(course.status) || isOwnerOrAdmin(user, course.instructorId);

/** Without a status: courses in any, so drafts among them. */
export const isPublicStatus = (status: CourseStatus | undefined): boolean =>
  status === 'published' || status === 'archived';
