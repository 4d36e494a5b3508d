import {
  courseLimits,
  DomainError,
  type Change,
  type Course,
  type CourseChanges,
  type Lesson,
  type LessonFields,
} from '@courses/contracts';
import { revise } from './course';

/** All lessons of a course together; each of them is limited by the contract. */
const maxContentBytes = 2 * 1024 * 1024;

/** Fails with `lesson-not-found` where the preview is not a lesson of the course. */
export function changeFields(course: Course, fields: CourseChanges, now: string): Change<Course> {
  if (fields.previewLessonId) indexOfLesson(course, fields.previewLessonId);
  return revise(course, fields, now);
}

/** Inserts the lesson at the position, by default at the end. */
export function insertLesson(
  course: Course,
  { lesson, position = course.lessons.length }: { lesson: Lesson; position: number | undefined },
  now: string,
): Change<Course> {
  return reviseLessons(course, course.lessons.toSpliced(position, 0, lesson), now);
}

export function changeLesson(
  course: Course,
  { lessonId, fields }: { lessonId: string; fields: Partial<LessonFields> },
  now: string,
): Change<Course> {
  const index = indexOfLesson(course, lessonId);
  const lesson = { ...(course.lessons[index] as Lesson), ...fields };
  return reviseLessons(course, course.lessons.with(index, lesson), now);
}

export const removeLesson = (course: Course, lessonId: string, now: string): Change<Course> =>
  reviseLessons(course, course.lessons.toSpliced(indexOfLesson(course, lessonId), 1), now);

/** `lessonIds` contains each lesson of the course exactly once. */
export function reorderLessons(course: Course, lessonIds: string[], now: string): Change<Course> {
  const byId = new Map(course.lessons.map((lesson) => [lesson.id, lesson]));
  const reordered = [...new Set(lessonIds)].flatMap((id) => byId.get(id) ?? []);
  const count = course.lessons.length;
  if (reordered.length !== count || lessonIds.length !== count)
    throw new DomainError('lesson-order-mismatch', `List each of the ${count} lessons exactly once.`);
  return reviseLessons(course, reordered, now);
}

function reviseLessons(course: Course, lessons: Lesson[], now: string): Change<Course> {
  if (lessons.length > courseLimits.lessons)
    throw new DomainError('course-too-large', `A course has at most ${courseLimits.lessons} lessons.`);
  const bytes = lessons.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0);
  if (bytes > maxContentBytes)
    throw new DomainError(
      'course-too-large',
      `The lessons of a course have at most ${maxContentBytes} bytes of content in total.`,
    );
  return revise(course, { lessons }, now);
}

function indexOfLesson(course: Course, lessonId: string): number {
  const index = course.lessons.findIndex(({ id }) => id === lessonId);
  if (index < 0) throw new DomainError('lesson-not-found', `The course has no lesson ${lessonId}.`);
  return index;
}
