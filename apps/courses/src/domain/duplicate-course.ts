import { courseLimits, type Change, type Course } from '@courses/contracts';
import { draftCourse } from './course';

interface NewIds {
  course: string;
  /** For each lesson, in their order. */
  lessons: readonly string[];
}

/** A new draft of the same instructor with the same fields and lessons, under new ids. */
export function duplicateCourse(course: Course, ids: NewIds, now: string): Change<Course> {
  const { instructorId, summary, description, level, tags, capacity } = course;
  const fields = { title: titleOfCopy(course.title), summary, description, level, tags, capacity };
  const { state, events } = draftCourse({ id: ids.course, instructorId, fields }, now);
  const lessons = course.lessons.map((lesson, index) => ({ ...lesson, id: ids.lessons[index] as string }));
  const preview = lessons[course.lessons.findIndex(({ id }) => id === course.previewLessonId)];
  return { state: { ...state, lessons, ...(preview && { previewLessonId: preview.id }) }, events };
}

/** Shortened to the limit, without half a character at its end; a draft may have no title. */
const titleOfCopy = (title: string): string =>
  title === ''
    ? ''
    : `Copy of ${title}`
        .slice(0, courseLimits.titleLength)
        .replace(/[\ud800-\udbff]$/, '')
        .trimEnd();
