import type { Course } from '@courses/contracts';
import { loadOwnCourse, type Edit } from '../../domain/load-course';
import { deleteLesson } from '../../domain/lessons';
import type { Stores } from '../../stores';

export interface RemoveLessonCommand extends Edit {
  lessonId: string;
}

export const removeLesson =
  ({ courses }: Stores) =>
  async ({ lessonId, ...edit }: RemoveLessonCommand): Promise<Course> => {
    const course = await loadOwnCourse(courses, edit);
    return courses.save(deleteLesson(course, lessonId, new Date().toISOString()));
  };
