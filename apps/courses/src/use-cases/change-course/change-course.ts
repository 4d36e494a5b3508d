import type { CourseFields } from '@courses/contracts';
import type { Course } from '../../domain/course';
import { loadOwnCourse, type CourseRepository, type Edit } from '../../domain/course-repository';
import { changeFields } from '../../domain/course';

export interface ChangeCourseCommand extends Edit {
  fields: Partial<CourseFields>;
}

export const changeCourse =
  (courses: CourseRepository) =>
  async ({ fields, ...edit }: ChangeCourseCommand): Promise<Course> => {
    const course = await loadOwnCourse(courses, edit);
    return courses.save(changeFields(course, fields, new Date().toISOString()));
  };
