import type { Course } from '../../domain/course';
import { loadCourse, type CourseRepository } from '../../domain/course-repository';

export const readCourse =
  (courses: CourseRepository) =>
  (courseId: string): Promise<Course> =>
    loadCourse(courses, courseId);
