import type { Change, EnrollmentFacts, EnrollmentStatus, Page, PageRequest } from '@courses/contracts';
import {
  AggregateStore,
  ConflictError,
  DuplicateKeyError,
  runOperation,
  type AggregateDocument,
  type Database,
  type StateOf,
} from '@courses/mongo';
import type { QueryFilter } from 'mongoose';
import { statesInOrder, type Enrollment, type SeatDetails } from '../domain/enrollment';
import type { EnrollmentQuery, EnrollmentRepository } from '../domain/enrollment-repository';
import { enrollmentNotFound } from '../domain/load-enrollment';

interface EnrollmentDocument extends AggregateDocument, Omit<Enrollment, 'id'> {}

type Filter = QueryFilter<EnrollmentDocument>;

/** One student completes lessons, in a few browser windows at most. */
const maxAttempts = 10;

const fields = {
  courseId: String,
  courseTitle: String,
  studentId: String,
  enrolledAt: String,
  status: String,
  completedLessonIds: Array,
  completedAt: String,
  certificate: Object,
  promotedAt: String,
  withdrawal: Object,
};

const outboxFields = { outbox: 0, outboxAt: 0, outboxLease: 0 } as const;

export class MongoEnrollmentRepository implements EnrollmentRepository {
  private readonly store: AggregateStore<EnrollmentDocument>;

  constructor(database: Database) {
    this.store = new AggregateStore<EnrollmentDocument>(database, 'enrollments', fields, [
      { keys: { studentId: 1, _id: -1 } },
      { keys: { 'certificate.id': 1 }, options: { unique: true, sparse: true } },
    ]);
  }

  get outbox() {
    return this.store.outbox;
  }

  async find(id: string): Promise<Enrollment | undefined> {
    const found = await this.store.find(id);
    return found && toEnrollment(found);
  }

  async findMany(ids: readonly string[]): Promise<ReadonlyMap<string, Enrollment>> {
    const filter = { _id: { $in: ids } } as Filter;
    const found = await runOperation(() =>
      this.store.model.find(filter, outboxFields).lean<StateOf<EnrollmentDocument>[]>(),
    );
    return new Map(found.map((state) => [state._id, toEnrollment(state)]));
  }

  async findByCertificate(certificateId: string): Promise<Enrollment | undefined> {
    const found = await this.store.findOne({ 'certificate.id': certificateId });
    return found && toEnrollment(found);
  }

  async list({ studentId, status, ...page }: EnrollmentQuery): Promise<Page<Enrollment>> {
    const filter: Filter = { studentId, ...(status && { status }) };
    const { items, ...rest } = await this.store.page({ filter, ...page });
    return { items: items.map(toEnrollment), ...rest };
  }

  async listAll(page: PageRequest): Promise<Page<Enrollment>> {
    const { items, ...rest } = await this.store.page({ filter: {}, ...page });
    return { items: items.map(toEnrollment), ...rest };
  }

  async advance(
    { id, ...facts }: EnrollmentFacts,
    status: EnrollmentStatus,
    details: SeatDetails = {},
  ): Promise<void> {
    try {
      const state = { ...facts, ...details, status, completedLessonIds: [], version: 1 };
      await this.store.insert({ _id: id, ...state }, []);
    } catch (error) {
      if (!(error instanceof DuplicateKeyError)) throw error;
      const earlier = statesInOrder.slice(0, statesInOrder.indexOf(status));
      const filter = { _id: id, status: { $in: earlier } } as Filter;
      await this.store.change(filter, { $set: { ...details, status } }, []);
    }
  }

  async update(
    id: string,
    decide: (enrollment: Enrollment) => Promise<Change<Enrollment>>,
  ): Promise<Enrollment> {
    for (let attempt = 1; ; attempt += 1) {
      const before = await this.find(id);
      if (!before) throw enrollmentNotFound();
      const { state, events } = await decide(before);
      if (state === before) return state;
      try {
        await this.store.replace(toState(state), events);
        return state;
      } catch (error) {
        if (!(error instanceof ConflictError) || attempt === maxAttempts) throw error;
      }
    }
  }
}

const toState = ({ id, ...state }: Enrollment): StateOf<EnrollmentDocument> => ({ _id: id, ...state });

const toEnrollment = ({ _id, ...state }: StateOf<EnrollmentDocument>): Enrollment => ({ id: _id, ...state });
