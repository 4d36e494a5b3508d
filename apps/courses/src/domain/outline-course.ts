import type { Course, CourseOutline } from '@courses/contracts';

/** What everybody may read of a course: the content of its preview lesson, and of the others their titles and durations. */
export const outlineCourse = ({ lessons, ...course }: Course): CourseOutline => ({
  ...course,
  lessons: lessons.map(({ content, ...lesson }) =>
    lesson.id === course.previewLessonId ? { ...lesson, content } : lesson,
  ),
});
