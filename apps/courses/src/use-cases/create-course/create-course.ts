import { createHash } from 'node:crypto';
import type { CourseFields } from '@courses/contracts';
import { v7 as uuidv7 } from 'uuid';
import { draftCourse, type Course } from '../../domain/course';
import type { CourseRepository } from '../../domain/course-repository';

export interface NewCourse extends CourseFields {
  instructorId: string;
  /** Chosen by the caller; the same key with the same fields creates one course only. */
  idempotencyKey: string | undefined;
}

export const createCourse =
  (courses: CourseRepository) =>
  async ({ instructorId, idempotencyKey, ...fields }: NewCourse): Promise<Course> => {
    const course = draftCourse(uuidv7(), instructorId, fields, new Date().toISOString());
    const request =
      idempotencyKey === undefined ? undefined : { key: idempotencyKey, fingerprint: fingerprintOf(fields) };
    return courses.create(course, request);
  };

const fingerprintOf = (fields: CourseFields): string =>
  createHash('sha256').update(JSON.stringify(fields)).digest('hex');
