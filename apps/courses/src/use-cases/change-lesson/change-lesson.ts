import type { Course, LessonFields } from '@courses/contracts';
import { loadOwnCourse, type Edit } from '../../domain/load-course';
import { changeLesson as changeLessonOf } from '../../domain/lessons';
import type { Stores } from '../../stores';

export interface ChangeLessonCommand extends Edit {
  lessonId: string;
  fields: Partial<LessonFields>;
}

export const changeLesson =
  ({ courses, now }: Stores) =>
  async ({ lessonId, fields, ...edit }: ChangeLessonCommand): Promise<Course> => {
    const course = await loadOwnCourse(courses, edit);
    return courses.save(changeLessonOf(course, { lessonId, fields }, now().toISOString()));
  };
