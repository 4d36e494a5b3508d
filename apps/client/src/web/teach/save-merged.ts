import type { Course } from '@courses/contracts';
import { readCourse } from '../api/courses';
import { isStale } from '../api/teaching';
import { merge } from './merge';

export interface Conflict<Fields> {
  theirs: Fields;
  fields: (keyof Fields & string)[];
}

export interface Saved<Fields> {
  /** The newest state. */
  course: Course;
  conflict?: Conflict<Fields>;
}

interface Options<Fields> {
  /** The newest state that is known here. */
  course: Course;
  /** What the form began with, and what it has now. */
  base: Fields;
  mine: Fields;
  /** The form's part of a course; fails when it is not there any more. */
  partOf: (course: Course) => Fields;
  write: (changes: Partial<Fields>, version: number) => Promise<Course>;
}

const mostAttempts = 5;

/**
 * Writes what I changed. What somebody else changed in the meantime stays; where both of us changed the same, nothing is
 * written, and the conflict is the answer. Fails with ApiError.
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
      if (!isStale(error) || attempt === mostAttempts) throw error;
      course = await readCourse(course.id);
    }
  }
}
