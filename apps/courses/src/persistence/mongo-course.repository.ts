import { DomainError, type Change, type Course, type CourseSummary, type Page } from '@courses/contracts';
import { AggregateStore, DuplicateKeyError, type Database, type Order } from '@courses/mongo';
import type { QueryFilter } from 'mongoose';
import { courseWordsOf } from '../domain/search-words';
import { isPublicStatus } from '../domain/visibility';
import type { CourseQuery, CourseRepository, CreationRequest } from '../domain/course-repository';
import {
  courseFields,
  courseIndexes,
  notInSummary,
  onlySearched,
  toCourse,
  toState,
  toSummary,
  type CourseDocument,
} from './course-document';
import { matching } from './course-search';
import { fillSearchWords } from './fill-search-words';
import { Vocabulary } from './vocabulary';

type Filter = QueryFilter<CourseDocument>;

const orders = {
  newest: { name: 'newest', field: '_id', direction: -1 },
  title: { name: 'title', field: 'titleKey', direction: 1 },
} satisfies Record<CourseQuery['sort'], Order>;

export class MongoCourseRepository implements CourseRepository {
  private readonly store: AggregateStore<CourseDocument>;
  private readonly vocabulary: Vocabulary;

  /** `onChange` is called as soon as a course may have changed, before `save` returns. */
  constructor(
    database: Database,
    private readonly onChange: (courseId: string) => void,
  ) {
    this.store = new AggregateStore<CourseDocument>(database, 'courses', courseFields, courseIndexes);
    this.vocabulary = new Vocabulary(database);
    // In the background: courses without search words are only not found meanwhile.
    database.prepare(() => {
      void this.fillSearchWords();
      return Promise.resolve();
    });
  }

  get outbox() {
    return this.store.outbox;
  }

  async find(id: string): Promise<Course | undefined> {
    const found = await this.store.find(id, onlySearched);
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
    } finally {
      this.onChange(course.id);
    }
    // The change is stored, whatever happens to its words; the next change of the course adds them.
    if (isPublicStatus(course.status))
      await this.vocabulary.add(courseWordsOf(course)).catch(() => undefined);
    return course;
  }

  async isPublicWord(word: string): Promise<boolean> {
    const found = await this.store.findOne(
      { ...matching(word), status: { $in: ['published', 'archived'] } },
      notInSummary,
    );
    return found !== undefined;
  }

  similarWords(word: string): Promise<string[]> {
    return this.vocabulary.similarTo(word);
  }

  async list({ sort, limit, cursor, ...criteria }: CourseQuery): Promise<Page<CourseSummary>> {
    const query = { filter: toFilter(criteria), order: orders[sort], limit, cursor, without: notInSummary };
    const { items, ...rest } = await this.store.page(query);
    return { items: items.map(toSummary), ...rest };
  }

  private async findCreated(instructorId: string, { key, fingerprint }: CreationRequest): Promise<Course> {
    const found = await this.store.findOne({ instructorId, 'creation.key': key }, onlySearched);
    if (found?.creation?.fingerprint !== fingerprint)
      throw new DomainError('idempotency-key-reused', 'Use a new key for a new course.');
    return toCourse(found);
  }

  private fillSearchWords(): Promise<void> {
    return fillSearchWords(this.store.model, this.vocabulary).catch(() => undefined);
  }
}

type Criteria = Omit<CourseQuery, 'sort' | 'limit' | 'cursor'>;

/** The most selective field first: a database may use the index of the first one only, and scan what it found for the others. */
const toFilter = ({ status, level, tag, instructorId, search }: Criteria): Filter => ({
  ...(instructorId ? { instructorId } : {}),
  ...(tag ? { tags: tag } : {}),
  ...(search ? matching(search) : {}),
  ...(status ? { status } : {}),
  ...(level ? { level } : {}),
});
