import { createHash } from 'node:crypto';
import { DomainError, isAdmin, type Course, type CourseFields, type User } from '@courses/contracts';
import { v7 as uuidv7 } from 'uuid';
import { draftCourse } from '../../domain/course';
import type { Stores } from '../../stores';

export interface CreateCourseCommand extends CourseFields {
  user: User;
  /** Of another instructor, which only admins may name; by default the user. */
  instructorId?: string | undefined;
  /** Chosen by the caller; retries with the same key and fields create one course only. */
  idempotencyKey: string | undefined;
}

/** Fails with `forbidden` and `idempotency-key-reused`. */
export const createCourse =
  ({ courses, now }: Stores) =>
  async ({
    user,
    instructorId = user.id,
    idempotencyKey,
    ...fields
  }: CreateCourseCommand): Promise<Course> => {
    if (instructorId !== user.id && !isAdmin(user))
      throw new DomainError('forbidden', 'Only admins create courses for others.');
    const change = draftCourse({ id: uuidv7(), instructorId, fields }, now().toISOString());
    if (idempotencyKey === undefined) return courses.insert(change);
    return courses.insert(change, { key: idempotencyKey, fingerprint: fingerprintOf(fields) });
  };

const fingerprintOf = (fields: CourseFields): string =>
  createHash('sha256').update(JSON.stringify(fields)).digest('hex');
