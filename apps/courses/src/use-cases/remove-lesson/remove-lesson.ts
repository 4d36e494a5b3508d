import type { Course } from '@courses/contracts';
import { loadOwnCourse, type Edit } from '../../domain/load-course';
import { removeLesson as removeLessonOf } from '../../domain/lessons';
import type { Stores } from '../../stores';

export interface RemoveLessonCommand extends Edit {
  lessonId: string;
}

export const removeLesson =
  ({ courses, now }: Stores) =>
  async ({ lessonId, ...edit }: RemoveLessonCommand): Promise<Course> => {
    const course = await loadOwnCourse(courses, edit);
    return courses.save(removeLessonOf(course, lessonId, now().toISOString()));
  };
