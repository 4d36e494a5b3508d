import type { Change, EnrollmentFacts, EnrollmentStatus, Page, PageRequest } from '@courses/contracts';
import type { Enrollment, SeatDetails } from './enrollment';

export interface EnrollmentQuery extends PageRequest {
  studentId: string;
  status?: EnrollmentStatus | undefined;
}

export interface EnrollmentRepository {
  find(id: string): Promise<Enrollment | undefined>;
  /** Those that exist, by id. */
  findMany(ids: readonly string[]): Promise<ReadonlyMap<string, Enrollment>>;
  /** The enrollment that a certificate was issued for. */
  findByCertificate(certificateId: string): Promise<Enrollment | undefined>;
  /** Newest first. */
  list(query: EnrollmentQuery): Promise<Page<Enrollment>>;
  /** Of all students, newest first. */
  listAll(page: PageRequest): Promise<Page<Enrollment>>;
  /**
   * Moves an enrollment to a state, with what its event says about it, unless it is in this state or a later one; creates
   * it where there is none.
   */
  advance(facts: EnrollmentFacts, status: EnrollmentStatus, details?: SeatDetails): Promise<void>;
  /**
   * Stores the change that `decide` makes of the current state, with its events, in one update. `decide` is called again
   * after a conflict. Fails as `decide` does, with `enrollment-not-found` and with `write-conflict`.
   */
  update(id: string, decide: (enrollment: Enrollment) => Promise<Change<Enrollment>>): Promise<Enrollment>;
}
