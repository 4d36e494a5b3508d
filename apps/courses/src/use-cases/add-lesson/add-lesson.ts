import type { Course, LessonFields } from '@courses/contracts';
import { v7 as uuidv7 } from 'uuid';
import { loadOwnCourse, type Edit } from '../../domain/load-course';
import { insertLesson } from '../../domain/lessons';
import type { Stores } from '../../stores';

export interface AddLessonCommand extends Edit {
  lesson: LessonFields;
  position: number | undefined;
}

export const addLesson =
  ({ courses, now }: Stores) =>
  async ({ lesson, position, ...edit }: AddLessonCommand): Promise<Course> => {
    const course = await loadOwnCourse(courses, edit);
    const input = { lesson: { id: uuidv7(), ...lesson }, position };
    return courses.save(insertLesson(course, input, now().toISOString()));
  };
