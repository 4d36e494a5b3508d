import {
  enrollmentCompleted,
  enrollmentVersions,
  type EnrollmentFacts,
  type EnrollmentStatus,
  type EventMessage,
  type Page,
} from '@courses/contracts';
import {
  AggregateStore,
  ConflictError,
  decodeCursor,
  DuplicateKeyError,
  encodeCursor,
  translateErrors,
  type AggregateDocument,
  type Database,
  type StateOf,
} from '@courses/mongo';
import type { QueryFilter } from 'mongoose';
import { v7 as uuidv7 } from 'uuid';
import { statesInOrder, type Enrollment } from '../domain/enrollment';
import { enrollmentNotFound, type EnrollmentRepository } from '../domain/enrollment-repository';
import type { PageRequest } from '../domain/roster-repository';

interface EnrollmentDocument extends AggregateDocument, Omit<Enrollment, 'id'> {}

type Filter = QueryFilter<EnrollmentDocument>;

/** One person ticks off lessons, at most in a few windows at once. */
const attempts = 10;

const fields = {
  courseId: String,
  courseTitle: String,
  studentId: String,
  enrolledAt: String,
  status: String,
  completedLessonIds: Array,
  completedAt: String,
};

export class MongoEnrollmentRepository implements EnrollmentRepository {
  private readonly store: AggregateStore<EnrollmentDocument>;

  constructor(database: Database) {
    this.store = new AggregateStore<EnrollmentDocument>(database, 'enrollments', fields, [
      { keys: { studentId: 1, _id: -1 } },
    ]);
  }

  get outbox() {
    return this.store.outbox;
  }

  async find(id: string): Promise<Enrollment | undefined> {
    const found = await this.store.find(id);
    return found && toEnrollment(found);
  }

  async listOf(
    studentId: string,
    { limit, cursor, status }: PageRequest & { status?: EnrollmentStatus | undefined },
  ): Promise<Page<Enrollment>> {
    const rest = cursor === undefined ? {} : { _id: { $lt: decodeCursor('newest', cursor) } };
    const found = await translateErrors(() =>
      this.store.model
        .find({ studentId, ...(status ? { status } : {}), ...rest } as Filter, {
          outbox: 0,
          outboxAt: 0,
          outboxLease: 0,
        })
        .sort({ _id: -1 })
        .limit(limit + 1)
        .lean<EnrollmentDocument[]>(),
    );
    const items = found.slice(0, limit).map(toEnrollment);
    const last = items.at(-1);
    return {
      items,
      ...(found.length > limit && last ? { nextCursor: encodeCursor('newest', last.id) } : {}),
    };
  }

  async advance({ id, ...facts }: EnrollmentFacts, status: EnrollmentStatus): Promise<void> {
    try {
      await this.store.insert({ _id: id, ...facts, status, completedLessonIds: [], version: 1 }, []);
    } catch (error) {
      if (!(error instanceof DuplicateKeyError)) throw error;
      const earlier = statesInOrder.slice(0, statesInOrder.indexOf(status));
      const filter = { _id: id, status: { $in: earlier } } as Filter;
      await this.store.change(filter, { $set: { status } }, []);
    }
  }

  async change(id: string, decide: (enrollment: Enrollment) => Promise<Enrollment>): Promise<Enrollment> {
    for (let attempt = 1; ; attempt += 1) {
      const before = await this.find(id);
      if (!before) throw enrollmentNotFound();
      const after = await decide(before);
      if (after === before) return after;
      const { id: _id, ...state } = { ...after, version: before.version + 1 };
      const completes = after.status === 'completed' && before.status !== 'completed';
      try {
        await this.store.replace({ _id, ...state }, completes ? [toCompleted(after)] : []);
        return after;
      } catch (error) {
        if (!(error instanceof ConflictError) || attempt === attempts) throw error;
      }
    }
  }
}

function toEnrollment({ _id, ...enrollment }: StateOf<EnrollmentDocument>): Enrollment {
  return { id: _id, ...enrollment };
}

const toCompleted = (enrollment: Enrollment): EventMessage => {
  const { id, courseId, courseTitle, studentId, enrolledAt, completedAt } = enrollment;
  return {
    id: uuidv7(),
    type: enrollmentCompleted.type,
    source: 'enrollments',
    subject: id,
    aggregateVersion: enrollmentVersions.completed,
    time: completedAt as string,
    data: { id, courseId, courseTitle, studentId, enrolledAt, completedAt },
  };
};
