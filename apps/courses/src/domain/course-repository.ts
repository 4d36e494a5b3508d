import type { CourseLevel, CourseStatus, CourseSummary, Page, User } from '@courses/contracts';
import type { Change, Course } from './course';
import { CourseError } from './course.errors';
import { isOwnedBy, isVisibleTo } from './ownership';

export interface CourseQuery {
  status?: CourseStatus | undefined;
  level?: CourseLevel | undefined;
  tag?: string | undefined;
  instructorId?: string | undefined;
  /** Beginnings of words in the title, all of which must occur. */
  search?: string | undefined;
  sort: 'newest' | 'title';
  limit: number;
  cursor?: string | undefined;
}

/** Identifies a request to create, so that its repetition finds what the first one made. */
export interface CreationRequest {
  key: string;
  /** Equal for equal requests. */
  fingerprint: string;
}

export interface CourseRepository {
  find(id: string): Promise<Course | undefined>;
  /** Stores a new course, or returns the one that the same request made before. Fails with `idempotency-key-reused`. */
  create(course: Course, request: CreationRequest | undefined): Promise<Course>;
  /** Stores the change and its announcement at once. Fails with `write-conflict` when the course has moved on. */
  save(change: Change): Promise<Course>;
  list(query: CourseQuery): Promise<Page<CourseSummary>>;
}

/** Versions that the caller accepts; undefined means any. */
export type ExpectedVersions = readonly number[] | undefined;

/** Who wants to change which version of a course. */
export interface Edit {
  courseId: string;
  user: User;
  expected: ExpectedVersions;
}

/** Fails with `course-not-found`, also for a draft that the reader may not see. */
export async function loadCourse(
  courses: CourseRepository,
  id: string,
  reader: User | undefined,
): Promise<Course> {
  const course = await courses.find(id);
  if (!course || !isVisibleTo(reader, course)) {
    throw new CourseError('course-not-found', `There is no course ${id}.`);
  }
  return course;
}

/**
 * Fails with `course-not-found`, with `forbidden` when the course is somebody else's, and with `precondition-failed` when it has
 * another version than the caller read.
 */
export async function loadOwnCourse(
  courses: CourseRepository,
  { courseId, user, expected }: Edit,
): Promise<Course> {
  const course = await loadCourse(courses, courseId, user);
  if (!isOwnedBy(user, course)) {
    throw new CourseError('forbidden', 'Only its instructor and admins change a course.');
  }
  if (expected && !expected.includes(course.version)) {
    throw new CourseError(
      'precondition-failed',
      `The course has version ${course.version} now; read it again and repeat.`,
    );
  }
  return course;
}
