import type { CourseSummary, Page } from '@courses/contracts';
import type { CourseQuery, CourseRepository } from '../../domain/course-repository';

export const listCourses =
  (courses: CourseRepository) =>
  (query: CourseQuery): Promise<Page<CourseSummary>> =>
    courses.list(query);
