import type {
  Change,
  Course,
  CourseLevel,
  CourseStatus,
  CourseSummary,
  Page,
  PageRequest,
} from '@courses/contracts';

export interface CourseQuery extends PageRequest {
  status?: CourseStatus | undefined;
  level?: CourseLevel | undefined;
  tag?: string | undefined;
  instructorId?: string | undefined;
  /** Prefixes of words in the title, all of which must occur. */
  search?: string | undefined;
  sort: 'newest' | 'title';
}

/** Identifies a request to create a course, so that a retry returns the course that the first one created. */
export interface CreationRequest {
  key: string;
  /** Equal for equal requests. */
  fingerprint: string;
}

export interface CourseRepository {
  find(id: string): Promise<Course | undefined>;
  /**
   * Stores a new course with its events, or returns the one that the same request created before. Fails with
   * `idempotency-key-reused`.
   */
  insert(change: Change<Course>, request?: CreationRequest): Promise<Course>;
  /** Stores the change and its events in one update. Fails with `write-conflict` when the course was changed meanwhile. */
  save(change: Change<Course>): Promise<Course>;
  list(query: CourseQuery): Promise<Page<CourseSummary>>;
}
