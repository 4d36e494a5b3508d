import type { Course, User } from '@courses/contracts';
import { v7 as uuidv7 } from 'uuid';
import { duplicateCourse as duplicate } from '../../domain/duplicate-course';
import { loadOwnCourse } from '../../domain/load-course';
import type { Stores } from '../../stores';

export interface DuplicateCourseCommand {
  courseId: string;
  user: User;
  /** Chosen by the caller; retries with the same key create one copy only. */
  idempotencyKey: string | undefined;
}

/** Fails with `course-not-found`, `forbidden` and `idempotency-key-reused`. */
export const duplicateCourse =
  ({ courses, now }: Pick<Stores, 'courses' | 'now'>) =>
  async ({ courseId, user, idempotencyKey }: DuplicateCourseCommand): Promise<Course> => {
    const course = await loadOwnCourse(courses, { courseId, user, expected: undefined });
    const ids = { course: uuidv7(), lessons: course.lessons.map(() => uuidv7()) };
    const change = duplicate(course, ids, now().toISOString());
    if (idempotencyKey === undefined) return courses.insert(change);
    return courses.insert(change, { key: idempotencyKey, fingerprint: `copy of ${courseId}` });
  };
