import type { Page } from '@courses/contracts';
import { AggregateStore, decodeCursor, DuplicateKeyError, encodeCursor, type Database } from '@courses/mongo';
import type { QueryFilter } from 'mongoose';
import type { Enrollment, Roster } from '../domain/roster';
import { rosterNotFound, type RosterRepository } from '../domain/roster-repository';
import { RosterError } from '../domain/roster.errors';
import {
  rosterFields,
  toConfirmed,
  toEnrollment,
  toRoster,
  toState,
  type RosterDocument,
  type Seat,
} from './roster-document';

const order = 'enrolled';

export class MongoRosterRepository implements RosterRepository {
  private readonly store: AggregateStore<RosterDocument>;

  constructor(database: Database) {
    this.store = new AggregateStore<RosterDocument>(database, 'rosters', rosterFields);
  }

  get outbox() {
    return this.store.outbox;
  }

  async find(courseId: string): Promise<Roster | undefined> {
    const found = await this.store.find(courseId, { seats: 0 });
    return found && toRoster(found);
  }

  async open(roster: Roster): Promise<void> {
    try {
      await this.store.insert(toState(roster), []);
    } catch (error) {
      if (!(error instanceof DuplicateKeyError)) throw error;
    }
  }

  async takeSeat(enrollment: Enrollment, idempotencyKey: string | undefined): Promise<Enrollment> {
    const { courseId, ...fields } = enrollment;
    const roster = await this.find(courseId);
    if (!roster) throw rosterNotFound(courseId);
    const seat: Seat = { ...fields, ...(idempotencyKey === undefined ? {} : { idempotencyKey }) };
    const taken = await this.store.change(
      freeFor(courseId, seat),
      { $push: { seats: seat }, $inc: { seatsTaken: 1 } },
      [toConfirmed(enrollment, roster.courseTitle)],
    );
    return taken ? enrollment : this.explainRefusal(courseId, seat);
  }

  async listSeats(
    courseId: string,
    page: { limit: number; cursor?: string | undefined },
  ): Promise<Page<Enrollment>> {
    const after = page.cursor === undefined ? '' : decodeCursor(order, page.cursor);
    const found = await this.store.find(courseId);
    if (!found) throw rosterNotFound(courseId);
    const rest = found.seats.filter(({ id }) => id > after).sort((a, b) => (a.id < b.id ? -1 : 1));
    const items = rest.slice(0, page.limit).map((seat) => toEnrollment(courseId, seat));
    const last = items.at(-1);
    return {
      items,
      ...(rest.length > items.length && last ? { nextCursor: encodeCursor(order, last.id) } : {}),
    };
  }

  /** The update matched nothing: says why, or returns the seat that the same request took before. */
  private async explainRefusal(courseId: string, seat: Seat): Promise<Enrollment> {
    const found = await this.store.find(courseId);
    if (!found) throw rosterNotFound(courseId);
    const sameKey =
      seat.idempotencyKey && found.seats.find((other) => other.idempotencyKey === seat.idempotencyKey);
    if (sameKey && sameKey.studentId !== seat.studentId) {
      throw new RosterError('idempotency-key-reused', 'Use a new key for another student.');
    }
    if (sameKey) return toEnrollment(courseId, sameKey);
    if (found.seats.some(({ studentId }) => studentId === seat.studentId)) {
      throw new RosterError('already-enrolled', `Student ${seat.studentId} has a seat in this course.`);
    }
    if (found.status === 'closed')
      throw new RosterError('roster-closed', 'This course was closed for enrolment.');
    throw new RosterError('course-full', `All ${found.capacity} seats are taken.`);
  }
}

/** Matches the roster only while it is open, has a seat left, and holds neither the student nor the request. */
const freeFor = (courseId: string, { studentId, idempotencyKey }: Seat) =>
  ({
    _id: courseId,
    status: 'open',
    $expr: { $lt: ['$seatsTaken', '$capacity'] },
    'seats.studentId': { $ne: studentId },
    ...(idempotencyKey === undefined ? {} : { 'seats.idempotencyKey': { $ne: idempotencyKey } }),
  }) as QueryFilter<RosterDocument>;
