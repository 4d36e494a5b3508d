import { DomainError, type Change, type Course, type CourseSummary, type Page } from '@courses/contracts';
import { AggregateStore, DuplicateKeyError, type Database, type Order } from '@courses/mongo';
import type { QueryFilter } from 'mongoose';
import type { CourseQuery, CourseRepository, CreationRequest } from '../domain/course-repository';
import {
  courseFields,
  courseIndexes,
  notInSummary,
  toCourse,
  toState,
  toSummary,
  type CourseDocument,
} from './course-document';
import { wordsOf } from './course-search';

type Filter = QueryFilter<CourseDocument>;

const orders = {
  newest: { name: 'newest', field: '_id', direction: -1 },
  title: { name: 'title', field: 'titleKey', direction: 1 },
} satisfies Record<CourseQuery['sort'], Order>;

export class MongoCourseRepository implements CourseRepository {
  private readonly store: AggregateStore<CourseDocument>;

  /** `onChange` is called as soon as a course may have changed, before `save` returns. */
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

  async insert({ state: course, events }: Change<Course>, request?: CreationRequest): Promise<Course> {
    try {
      await this.store.insert({ ...toState(course), ...(request && { creation: request }) }, events);
      return course;
    } catch (error) {
      if (!(error instanceof DuplicateKeyError) || !request) throw error;
      return this.findCreated(course.instructorId, request);
    }
  }

  async save({ state: course, events }: Change<Course>): Promise<Course> {
    try {
      await this.store.replace(toState(course), events);
      return course;
    } finally {
      this.onChange(course.id);
    }
  }

  async list({ sort, limit, cursor, ...criteria }: CourseQuery): Promise<Page<CourseSummary>> {
    const query = { filter: toFilter(criteria), order: orders[sort], limit, cursor, without: notInSummary };
    const { items, ...rest } = await this.store.page(query);
    return { items: items.map(toSummary), ...rest };
  }

  private async findCreated(instructorId: string, { key, fingerprint }: CreationRequest): Promise<Course> {
    const found = await this.store.findOne({ instructorId, 'creation.key': key });
    if (found?.creation?.fingerprint !== fingerprint)
      throw new DomainError('idempotency-key-reused', 'Use a new key for a new course.');
    return toCourse(found);
  }
}

type Criteria = Omit<CourseQuery, 'sort' | 'limit' | 'cursor'>;

/** The most selective field first: a database may use the index of the first one only, and scan what it found for the others. */
const toFilter = ({ status, level, tag, instructorId, search }: Criteria): Filter => ({
  ...(instructorId ? { instructorId } : {}),
  ...(tag ? { tags: tag } : {}),
  ...(search ? { titleWords: { $all: wordsOf(search).map(prefix) } } : {}),
  ...(status ? { status } : {}),
  ...(level ? { level } : {}),
});

/** Anchored, so that it uses the index on the words; they contain letters and digits only, so nothing needs escaping. */
const prefix = (word: string) => new RegExp(`^${word}`);
