import type { Course, CourseFields } from '@courses/contracts';
import { CourseError } from './course.errors';

export type { Course };

/** What the outside world hears of a change. */
export type Announcement = 'published' | 'changed' | 'archived';

/** A course after a change, one version on, and what to announce; nothing is announced of a draft. */
export interface Change {
  course: Course;
  announce: Announcement | undefined;
}

/** Times are ISO 8601 in UTC. */
export function draftCourse(id: string, instructorId: string, fields: CourseFields, now: string): Course {
  return {
    id,
    instructorId,
    status: 'draft',
    version: 1,
    createdAt: now,
    updatedAt: now,
    ...fields,
    lessons: [],
  };
}

export function changeFields(course: Course, fields: Partial<CourseFields>, now: string): Change {
  return revise(course, fields, now);
}

export function publish(course: Course, now: string): Change {
  if (course.status !== 'draft') throw illegalTransition(course, 'published');
  assertComplete(course);
  return { course: next(course, { status: 'published', publishedAt: now }, now), announce: 'published' };
}

export function archive(course: Course, now: string): Change {
  if (course.status !== 'published') throw illegalTransition(course, 'archived');
  return { course: next(course, { status: 'archived', archivedAt: now }, now), announce: 'archived' };
}

/** Every change but a transition: refused once archived; a published course stays complete and announces it. */
export function revise(course: Course, changes: Partial<Course>, now: string): Change {
  if (course.status === 'archived')
    throw new CourseError('course-archived', 'This course was archived; create a new one.');
  const changed = next(course, changes, now);
  if (changed.status === 'draft') return { course: changed, announce: undefined };
  assertComplete(changed);
  return { course: changed, announce: 'changed' };
}

const next = (course: Course, changes: Partial<Course>, now: string): Course => ({
  ...course,
  ...changes,
  version: course.version + 1,
  updatedAt: now,
});

function assertComplete(course: Course): void {
  const missing = [
    ...(course.title ? [] : ['a title']),
    ...(course.summary ? [] : ['a summary']),
    ...(course.lessons.length > 0 ? [] : ['at least one lesson']),
  ];
  if (missing.length > 0)
    throw new CourseError('course-incomplete', `It still needs ${missing.join(' and ')}.`);
}

const illegalTransition = (course: Course, to: string) =>
  new CourseError('illegal-transition', `The course is ${course.status} and cannot become ${to}.`);
