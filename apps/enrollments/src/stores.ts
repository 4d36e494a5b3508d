import type { EnrollmentRepository } from './domain/enrollment-repository';
import type { Projection, Student, Syllabus } from './domain/projection';
import type { RosterRepository } from './domain/roster-repository';

/** The ports that use cases get. */
export interface Stores {
  rosters: RosterRepository;
  enrollments: EnrollmentRepository;
  syllabi: Projection<Syllabus>;
  students: Projection<Student>;
}
