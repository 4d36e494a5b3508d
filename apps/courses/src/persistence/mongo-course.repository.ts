import type { CourseSummary, Page } from '@courses/contracts';
import {
  AggregateStore,
  decodeCursor,
  DuplicateKeyError,
  encodeCursor,
  translateErrors,
  type Database,
  type StateOf,
} from '@courses/mongo';
import type { QueryFilter } from 'mongoose';
import type { Change, Course } from '../domain/course';
import type { CourseQuery, CourseRepository, CreationRequest } from '../domain/course-repository';
import { CourseError } from '../domain/course.errors';
import {
  courseFields,
  courseIndexes,
  notInState,
  notInSummary,
  toCourse,
  toEvent,
  toState,
  toSummary,
  type CourseDocument,
} from './course-document';
import { wordsOf } from './course-search';

type Filter = QueryFilter<CourseDocument>;

/** Each order sorts by one field with unique values, so that a page can go on after the last of them. */
const orders = {
  newest: { field: '_id', direction: -1, after: '$lt' },
  title: { field: 'titleKey', direction: 1, after: '$gt' },
} as const;

export class MongoCourseRepository implements CourseRepository {
  private readonly store: AggregateStore<CourseDocument>;

  /** `onChange` is told of a course as soon as it may have changed, before `save` is through. */
  constructor(
    database: Database,
    private readonly onChange: (courseId: string) => void,
  ) {
    this.store = new AggregateStore<CourseDocument>(database, 'courses', courseFields, courseIndexes);
  }

  get outbox() {
    return this.store.outbox;
  }

  async find(id: string): Promise<Course | undefined> {
    const found = await this.store.find(id);
    return found && toCourse(found);
  }

  async create(course: Course, request: CreationRequest | undefined): Promise<Course> {
    try {
      await this.store.insert({ ...toState(course), ...(request ? { creation: request } : {}) }, []);
      return course;
    } catch (error) {
      if (!(error instanceof DuplicateKeyError) || !request) throw error;
      return this.createdBefore(course.instructorId, request);
    }
  }

  async save({ course, announce }: Change): Promise<Course> {
    try {
      await this.store.replace(toState(course), announce ? [toEvent(course, announce)] : []);
      return course;
    } finally {
      this.onChange(course.id);
    }
  }

  async list({ sort, limit, cursor, ...criteria }: CourseQuery): Promise<Page<CourseSummary>> {
    const { field, direction, after } = orders[sort];
    const rest = cursor === undefined ? {} : { [field]: { [after]: decodeCursor(sort, cursor) } };
    const found = await translateErrors(() =>
      this.store.model
        .find({ ...toFilter(criteria), ...rest } as Filter, notInSummary)
        .sort({ [field]: direction })
        .limit(limit + 1)
        .lean<CourseDocument[]>(),
    );
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return {
      items: page.map(toSummary),
      ...(found.length > limit && last ? { nextCursor: encodeCursor(sort, last[field]) } : {}),
    };
  }

  private async createdBefore(instructorId: string, { key, fingerprint }: CreationRequest): Promise<Course> {
    const document = await translateErrors(() =>
      this.store.model
        .findOne({ instructorId, 'creation.key': key } as Filter, notInState)
        .lean<StateOf<CourseDocument>>(),
    );
    if (document?.creation?.fingerprint !== fingerprint) {
      throw new CourseError('idempotency-key-reused', 'Use a new key for a new course.');
    }
    return toCourse(document);
  }
}

/** The rarest first: a database may look up the first that has an index, and go through what it found for the others. */
function toFilter({
  status,
  level,
  tag,
  instructorId,
  search,
}: Omit<CourseQuery, 'sort' | 'limit' | 'cursor'>): Filter {
  return {
    ...(instructorId ? { instructorId } : {}),
    ...(tag ? { tags: tag } : {}),
    ...(search ? { titleWords: { $all: wordsOf(search).map(beginning) } } : {}),
    ...(status ? { status } : {}),
    ...(level ? { level } : {}),
  };
}

/** Anchored, so that the index on the words serves it; a word has nothing in it that an expression would take for its own. */
const beginning = (word: string) => new RegExp(`^${word}`);
