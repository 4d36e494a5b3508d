import type { Course, CourseChanges } from '@courses/contracts';
import { loadOwnCourse, type Edit } from '../../domain/load-course';
import { changeFields } from '../../domain/lessons';
import type { Stores } from '../../stores';

export interface ChangeCourseCommand extends Edit {
  fields: CourseChanges;
}

export const changeCourse =
  ({ courses, now }: Stores) =>
  async ({ fields, ...edit }: ChangeCourseCommand): Promise<Course> => {
    const course = await loadOwnCourse(courses, edit);
    return courses.save(changeFields(course, fields, now().toISOString()));
  };
