import type { LessonFields } from '@courses/contracts';
import type { Course } from '../../domain/course';
import { loadCourse, type CourseRepository, type ExpectedVersions } from '../../domain/course-repository';
import { changeLesson as changeOne } from '../../domain/lessons';

export interface ChangeLessonCommand {
  courseId: string;
  lessonId: string;
  fields: Partial<LessonFields>;
  expected: ExpectedVersions;
}

export const changeLesson =
  (courses: CourseRepository) =>
  async ({ courseId, lessonId, fields, expected }: ChangeLessonCommand): Promise<Course> => {
    const course = await loadCourse(courses, courseId, expected);
    return courses.save(changeOne(course, lessonId, fields, new Date().toISOString()));
  };
