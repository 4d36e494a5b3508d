import type { CourseSummary, Page } from '@courses/contracts';
import {
  AggregateStore,
  decodeCursor,
  DuplicateKeyError,
  encodeCursor,
  translateErrors,
  type Database,
} from '@courses/mongo';
import type { QueryFilter } from 'mongoose';
import type { Change, Course } from '../domain/course';
import type { CourseQuery, CourseRepository, CreationRequest } from '../domain/course-repository';
import { CourseError } from '../domain/course.errors';
import {
  courseFields,
  courseIndexes,
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

  constructor(database: Database) {
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
    await this.store.replace(toState(course), announce ? [toEvent(course, announce)] : []);
    return course;
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
      this.store.model.findOne({ instructorId, 'creation.key': key } as Filter).lean<CourseDocument>(),
    );
    if (document?.creation?.fingerprint !== fingerprint) {
      throw new CourseError('idempotency-key-reused', 'Use a new key for a new course.');
    }
    const found = await this.find(document._id);
    return found as Course;
  }
}

function toFilter({
  status,
  level,
  tag,
  instructorId,
  search,
}: Omit<CourseQuery, 'sort' | 'limit' | 'cursor'>): Filter {
  return {
    ...(status ? { status } : {}),
    ...(level ? { level } : {}),
    ...(tag ? { tags: tag } : {}),
    ...(instructorId ? { instructorId } : {}),
    ...(search ? toSearch(wordsOf(search)) : {}),
  };
}

/** Anchored at the beginning, so that the index on the words serves it. */
function toSearch(words: string[]): object {
  if (words.length === 0) return { titleWords: { $in: [] } };
  return { $and: words.map((word) => ({ titleWords: { $regex: `^${word}` } })) };
}
