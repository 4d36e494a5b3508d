import type { User } from '@courses/contracts';
import type { Course } from '../../domain/course';
import { loadCourse, type CourseRepository } from '../../domain/course-repository';

export const readCourse =
  (courses: CourseRepository) =>
  (courseId: string, reader: User | undefined): Promise<Course> =>
    loadCourse(courses, courseId, reader);
