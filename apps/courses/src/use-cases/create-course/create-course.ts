import { createHash } from 'node:crypto';
import type { CourseFields, User } from '@courses/contracts';
import { v7 as uuidv7 } from 'uuid';
import { draftCourse, type Course } from '../../domain/course';
import type { CourseRepository } from '../../domain/course-repository';
import { CourseError } from '../../domain/course.errors';
import { isAdmin } from '../../domain/ownership';

export interface NewCourse extends CourseFields {
  user: User;
  /** Whose course it becomes; without it, the user's. Fails with `forbidden` when it names another and the user is no admin. */
  instructorId?: string | undefined;
  /** Chosen by the caller; the same key with the same fields creates one course only. */
  idempotencyKey: string | undefined;
}

export const createCourse =
  (courses: CourseRepository) =>
  async ({ user, instructorId = user.id, idempotencyKey, ...fields }: NewCourse): Promise<Course> => {
    if (instructorId !== user.id && !isAdmin(user)) {
      throw new CourseError('forbidden', 'Only admins create courses for others.');
    }
    const course = draftCourse(uuidv7(), instructorId, fields, new Date().toISOString());
    const request =
      idempotencyKey === undefined ? undefined : { key: idempotencyKey, fingerprint: fingerprintOf(fields) };
    return courses.create(course, request);
  };

const fingerprintOf = (fields: CourseFields): string =>
  createHash('sha256').update(JSON.stringify(fields)).digest('hex');
