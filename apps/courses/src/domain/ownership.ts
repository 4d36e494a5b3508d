import type { CourseStatus, User } from '@courses/contracts';
import type { Course } from './course';

type Owned = Pick<Course, 'instructorId' | 'status'>;

export const isAdmin = (user: User | undefined): boolean => user?.roles.includes('admin') ?? false;

/** The instructor may change a course, and an admin. */
export const isOwnedBy = (user: User | undefined, { instructorId }: Owned): boolean =>
  user?.id === instructorId || isAdmin(user);

/** A draft is a secret of those who may change it; everything else is for everybody. */
export const isVisibleTo = (user: User | undefined, course: Owned): boolean =>
  isPublicStatus(course.status) || isOwnedBy(user, course);

/** Without a status: courses in any, so drafts among them. */
export const isPublicStatus = (status: CourseStatus | undefined): boolean =>
  status === 'published' || status === 'archived';
