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
  /** Words of the title, tags, summary and titles of lessons, or their beginnings; all of them must occur. */
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
  /** Whether a search for the word finds a published or archived course. */
  isPublicWord(word: string): Promise<boolean>;
  /** Words of courses that are or were public and that differ from the word by a few letters, the most similar first. */
  similarWords(word: string): Promise<string[]>;
}
