import type { CourseRepository } from './domain/course-repository';
import type { SeatRepository } from './domain/seat-repository';

/** The ports that use cases get. */
export interface Stores {
  courses: CourseRepository;
  seats: SeatRepository;
  now: () => Date;
}
