import type { Lesson, LessonFields } from '@courses/contracts';
import { revise, type Change, type Course } from './course';
import { CourseError } from './course.errors';

/** The largest course; one lesson alone is limited by the contract. */
const limits = { lessons: 500, contentBytes: 2 * 1024 * 1024 };

/** Puts the lesson at the position, or at the end. */
export function insertLesson(
  course: Course,
  lesson: Lesson,
  position: number | undefined,
  now: string,
): Change {
  return reviseLessons(course, course.lessons.toSpliced(position ?? course.lessons.length, 0, lesson), now);
}

export function changeLesson(
  course: Course,
  lessonId: string,
  fields: Partial<LessonFields>,
  now: string,
): Change {
  const index = indexOfLesson(course, lessonId);
  return reviseLessons(
    course,
    course.lessons.with(index, { ...(course.lessons[index] as Lesson), ...fields }),
    now,
  );
}

export function removeLesson(course: Course, lessonId: string, now: string): Change {
  return reviseLessons(course, course.lessons.toSpliced(indexOfLesson(course, lessonId), 1), now);
}

/** `lessonIds` names each lesson of the course exactly once. */
export function reorderLessons(course: Course, lessonIds: string[], now: string): Change {
  const byId = new Map(course.lessons.map((lesson) => [lesson.id, lesson]));
  const ordered = [...new Set(lessonIds)].flatMap((id) => byId.get(id) ?? []);
  if (ordered.length !== course.lessons.length || lessonIds.length !== course.lessons.length) {
    throw new CourseError(
      'lesson-order-mismatch',
      `Name each of the ${course.lessons.length} lessons exactly once.`,
    );
  }
  return reviseLessons(course, ordered, now);
}

function reviseLessons(course: Course, lessons: Lesson[], now: string): Change {
  if (lessons.length > limits.lessons) {
    throw new CourseError('course-too-large', `A course has at most ${limits.lessons} lessons.`);
  }
  const bytes = lessons.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0);
  if (bytes > limits.contentBytes) {
    throw new CourseError(
      'course-too-large',
      `The lessons of a course have at most ${limits.contentBytes} bytes of content together.`,
    );
  }
  return revise(course, { lessons }, now);
}

function indexOfLesson(course: Course, lessonId: string): number {
  const index = course.lessons.findIndex(({ id }) => id === lessonId);
  if (index < 0) throw new CourseError('lesson-not-found', `The course has no lesson ${lessonId}.`);
  return index;
}
