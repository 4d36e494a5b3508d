import type { Course } from '../../domain/course';
import { loadCourse, type CourseRepository, type ExpectedVersions } from '../../domain/course-repository';
import { reorderLessons as inOrder } from '../../domain/lessons';

export interface ReorderLessonsCommand {
  courseId: string;
  lessonIds: string[];
  expected: ExpectedVersions;
}

export const reorderLessons =
  (courses: CourseRepository) =>
  async ({ courseId, lessonIds, expected }: ReorderLessonsCommand): Promise<Course> => {
    const course = await loadCourse(courses, courseId, expected);
    return courses.save(inOrder(course, lessonIds, new Date().toISOString()));
  };
