import type { LessonFields } from '@courses/contracts';
import type { Course } from '../../domain/course';
import { loadOwnCourse, type CourseRepository, type Edit } from '../../domain/course-repository';
import { changeLesson as changeOne } from '../../domain/lessons';

export interface ChangeLessonCommand extends Edit {
  lessonId: string;
  fields: Partial<LessonFields>;
}

export const changeLesson =
  (courses: CourseRepository) =>
  async ({ lessonId, fields, ...edit }: ChangeLessonCommand): Promise<Course> => {
    const course = await loadOwnCourse(courses, edit);
    return courses.save(changeOne(course, lessonId, fields, new Date().toISOString()));
  };
