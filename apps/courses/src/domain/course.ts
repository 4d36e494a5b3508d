import {
  courseArchived,
  courseChanged,
  coursePublished,
  DomainError,
  type Change,
  type Course,
  type CourseChanges,
  type CourseFields,
} from '@courses/contracts';

export interface NewCourse {
  id: string;
  instructorId: string;
  fields: CourseFields;
}

/** What may be changed in a course; `previewLessonId` null: no preview. */
export type Revision = CourseChanges & Partial<Pick<Course, 'lessons'>>;

/** A draft has no events. Times are ISO 8601 in UTC. */
export const draftCourse = ({ id, instructorId, fields }: NewCourse, now: string): Change<Course> => ({
  state: {
    id,
    instructorId,
    status: 'draft',
    version: 1,
    createdAt: now,
    updatedAt: now,
    ...fields,
    lessons: [],
  },
  events: [],
});

export function publish(course: Course, now: string): Change<Course> {
  if (course.status !== 'draft') throw illegalTransition(course, 'published');
  assertComplete(course);
  return changed({ ...next(course, {}, now), status: 'published', publishedAt: now }, coursePublished);
}

export function archive(course: Course, now: string): Change<Course> {
  if (course.status !== 'published') throw illegalTransition(course, 'archived');
  return changed({ ...next(course, {}, now), status: 'archived', archivedAt: now }, courseArchived);
}

/** Every change but a transition. An archived course cannot be changed; a published one stays complete. */
export function revise(course: Course, changes: Revision, now: string): Change<Course> {
  if (course.status === 'archived')
    throw new DomainError('course-archived', 'This course was archived; create a new one.');
  const state = next(course, changes, now);
  if (state.status === 'draft') return { state, events: [] };
  assertComplete(state, changes);
  return changed(state, courseChanged);
}

const changed = (state: Course, event: typeof coursePublished): Change<Course> => ({
  state,
  events: [event.create({ subject: state.id, version: state.version, data: state })],
});

/** A preview lesson that was removed is none any longer. */
function next({ previewLessonId, ...course }: Course, changes: Revision, now: string): Course {
  const { previewLessonId: preview = previewLessonId, ...fields } = changes;
  const state = { ...course, ...fields, version: course.version + 1, updatedAt: now };
  return preview && state.lessons.some(({ id }) => id === preview)
    ? { ...state, previewLessonId: preview }
    : state;
}

const needed = { title: 'a title', summary: 'a summary', lessons: 'at least one lesson' } as const;

/** The error marks what is missing among the fields that were sent. */
function assertComplete(course: Course, sent: Revision = {}): void {
  const missing = (Object.keys(needed) as (keyof typeof needed)[]).filter(
    (field) => course[field].length === 0,
  );
  if (missing.length === 0) return;
  const names = missing.map((field) => needed[field]);
  const errors = missing
    .filter((field) => field in sent && field !== 'lessons')
    .map((field) => ({
      in: 'body' as const,
      pointer: `/${field}`,
      message: `A published course needs ${needed[field]}.`,
    }));
  throw new DomainError(
    'course-incomplete',
    `It still needs ${names.join(' and ')}.`,
    errors.length > 0 ? { errors } : {},
  );
}

const illegalTransition = ({ status }: Course, to: string) =>
  new DomainError('illegal-transition', `The course is ${status} and cannot become ${to}.`);
