import type { Course, CourseFields } from '@courses/contracts';
import { loadOwnCourse, type Edit } from '../../domain/load-course';
import { revise } from '../../domain/course';
import type { Stores } from '../../stores';

export interface ChangeCourseCommand extends Edit {
  fields: Partial<CourseFields>;
}

export const changeCourse =
  ({ courses }: Stores) =>
  async ({ fields, ...edit }: ChangeCourseCommand): Promise<Course> => {
    const course = await loadOwnCourse(courses, edit);
    return courses.save(revise(course, fields, new Date().toISOString()));
  };
