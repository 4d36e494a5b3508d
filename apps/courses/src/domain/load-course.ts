import { DomainError, isOwnerOrAdmin, type Course, type User } from '@courses/contracts';
import type { CourseRepository } from './course-repository';
import type { SeatRepository } from './seat-repository';
import { isVisibleTo } from './visibility';

/** Who wants to change which version of a course. */
export interface Edit {
  courseId: string;
  user: User;
  /** Versions that the caller accepts; undefined means any. */
  expected: readonly number[] | undefined;
}

/** Fails with `course-not-found`, also for a draft that the reader may not see. */
export async function loadCourse(
  courses: CourseRepository,
  id: string,
  reader: User | undefined,
): Promise<Course> {
  const course = await courses.find(id);
  if (!course || !isVisibleTo(reader, course))
    throw new DomainError('course-not-found', `There is no course ${id}.`);
  return course;
}

/** With the content of its lessons. Fails with `course-not-found`, and with `seat-required` for those who may not read it. */
export async function loadContent(
  { courses, seats }: { courses: CourseRepository; seats: SeatRepository },
  id: string,
  reader: User,
): Promise<Course> {
  const course = await loadCourse(courses, id, reader);
  if (!isOwnerOrAdmin(reader, course.instructorId) && !(await seats.hasSeat(id, reader.id)))
    throw new DomainError('seat-required', 'Enroll in the course to read its lessons.');
  return course;
}

/**
 * Fails with `course-not-found`, with `forbidden` when the course belongs to another instructor, and with
 * `precondition-failed` when its version is not the one that the caller read.
 */
export async function loadOwnCourse(
  courses: CourseRepository,
  { courseId, user, expected }: Edit,
): Promise<Course> {
  const course = await loadCourse(courses, courseId, user);
  authorize(user, course);
  if (expected && !expected.includes(course.version))
    throw new DomainError(
      'precondition-failed',
      `The current version of the course is ${course.version}; read it again and repeat.`,
    );
  return course;
}

function authorize(user: User, { instructorId }: Course): void {
  if (!isOwnerOrAdmin(user, instructorId))
    throw new DomainError('forbidden', 'Only the instructor of a course and admins may change it.');
}
