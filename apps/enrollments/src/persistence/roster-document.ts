import {
  enrollmentConfirmed,
  enrollmentVersions,
  enrollmentWaitlisted,
  enrollmentWithdrawn,
  type EnrollmentFacts,
  type EventMessage,
} from '@courses/contracts';
import type { AggregateDocument, StateOf } from '@courses/mongo';
import { v7 as uuidv7 } from 'uuid';
import type { Entry, Happening, Roster } from '../domain/roster';
import type { RosterSummary } from '../domain/roster-repository';

/**
 * `_id` is the id of the course. An entry is one string, `<id> <studentId> <enrolledAt>`: what a database does with a document
 * takes time for each value in it, and there are up to 10,000 entries.
 */
export interface RosterDocument extends AggregateDocument, Omit<RosterSummary, 'courseId'> {
  seats: string[];
  waiting: string[];
}

export const rosterFields = {
  courseTitle: String,
  courseVersion: Number,
  instructorId: String,
  capacity: Number,
  status: String,
  seatsTaken: Number,
  waitingCount: Number,
  seats: Array,
  waiting: Array,
};

export function toState({ courseId, seats, waiting, ...roster }: Roster): StateOf<RosterDocument> {
  return {
    _id: courseId,
    ...roster,
    seatsTaken: seats.length,
    waitingCount: waiting.length,
    seats: seats.map(toText),
    waiting: waiting.map(toText),
  };
}

export function toRoster(document: StateOf<RosterDocument>): Roster {
  const { _id, seatsTaken: _taken, waitingCount: _count, seats, waiting, ...roster } = document;
  return { courseId: _id, ...roster, seats: seats.map(toEntry), waiting: waiting.map(toEntry) };
}

const toText = ({ id, studentId, enrolledAt }: Entry): string => `${id} ${studentId} ${enrolledAt}`;

export function toEntry(text: string): Entry {
  const [id, studentId, enrolledAt] = text.split(' ') as [string, string, string];
  return { id, studentId, enrolledAt };
}

export function toEvent({ courseId, courseTitle }: Roster, happening: Happening): EventMessage {
  const { id, studentId, enrolledAt } = happening.entry;
  const facts: EnrollmentFacts = { id, courseId, studentId, enrolledAt, courseTitle };
  return {
    id: uuidv7(),
    source: 'enrollments',
    subject: id,
    time: new Date().toISOString(),
    ...typed(happening, facts),
  };
}

function typed(happening: Happening, facts: EnrollmentFacts) {
  switch (happening.what) {
    case 'waitlisted':
      return { type: enrollmentWaitlisted.type, aggregateVersion: enrollmentVersions.waiting, data: facts };
    case 'confirmed':
      return { type: enrollmentConfirmed.type, aggregateVersion: enrollmentVersions.confirmed, data: facts };
    case 'withdrawn':
      return {
        type: enrollmentWithdrawn.type,
        aggregateVersion: enrollmentVersions.withdrawn,
        data: { ...facts, reason: happening.reason },
      };
  }
}
