import type { Course } from '@courses/contracts';
import { readContent } from '../api/content';
import { isStale } from '../api/teaching';
import { merge } from './merge';

export interface Conflict<Fields> {
  theirs: Fields;
  fields: (keyof Fields & string)[];
}

export interface Saved<Fields> {
  /** The latest version. */
  course: Course;
  conflict?: Conflict<Fields>;
}

interface Options<Fields> {
  /** The latest version known here. */
  course: Course;
  /** The values that the form started with, and its current ones. */
  base: Fields;
  mine: Fields;
  /** The form's part of a course; throws when it no longer exists. */
  partOf: (course: Course) => Fields;
  write: (changes: Partial<Fields>, version: number) => Promise<Course>;
}

const maxAttempts = 5;

/**
 * Writes what I changed and keeps what someone else changed in the meantime; where both of us changed the same field, nothing
 * is written and the conflict is returned. Fails with ApiError.
 */
export async function saveMerged<Fields extends object>(options: Options<Fields>): Promise<Saved<Fields>> {
  const { base, mine, partOf, write } = options;
  let { course } = options;
  for (let attempt = 1; ; attempt += 1) {
    const theirs = partOf(course);
    const { changes, conflicts } = merge(base, mine, theirs);
    if (conflicts.length > 0) return { course, conflict: { theirs, fields: conflicts } };
    if (Object.keys(changes).length === 0) return { course };
    try {
      return { course: await write(changes, course.version) };
    } catch (error) {
      if (!isStale(error) || attempt === maxAttempts) throw error;
      course = await readContent(course.id);
    }
  }
}
