import type { Course } from '@courses/contracts';
import { loadOwnCourse, type Edit } from '../../domain/load-course';
import { reorderLessons as reorderLessonsOf } from '../../domain/lessons';
import type { Stores } from '../../stores';

export interface ReorderLessonsCommand extends Edit {
  lessonIds: string[];
}

export const reorderLessons =
  ({ courses, now }: Stores) =>
  async ({ lessonIds, ...edit }: ReorderLessonsCommand): Promise<Course> => {
    const course = await loadOwnCourse(courses, edit);
    return courses.save(reorderLessonsOf(course, lessonIds, now().toISOString()));
  };
