import type { Course } from '../../domain/course';
import { loadOwnCourse, type CourseRepository, type Edit } from '../../domain/course-repository';
import { reorderLessons as inOrder } from '../../domain/lessons';

export interface ReorderLessonsCommand extends Edit {
  lessonIds: string[];
}

export const reorderLessons =
  (courses: CourseRepository) =>
  async ({ lessonIds, ...edit }: ReorderLessonsCommand): Promise<Course> => {
    const course = await loadOwnCourse(courses, edit);
    return courses.save(inOrder(course, lessonIds, new Date().toISOString()));
  };
