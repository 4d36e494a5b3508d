import type { CourseRepository } from './domain/course-repository';

/** The ports that use cases get. */
export interface Stores {
  courses: CourseRepository;
}
