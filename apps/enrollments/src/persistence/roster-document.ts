import type { AggregateDocument, StateOf } from '@courses/mongo';
import type { Participant, Roster } from '../domain/roster';
import { summarize, type RosterSummary } from '../domain/roster-summary';

/** `_id` is the id of the course. */
export interface RosterDocument extends AggregateDocument, Omit<RosterSummary, 'courseId'> {
  seats: Participant[];
  waiting: Participant[];
}

/** Mixed arrays: mongoose would spend time on casting up to 10,000 participants. */
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

export function toState(roster: Roster): StateOf<RosterDocument> {
  const { courseId, ...summary } = summarize(roster);
  return { _id: courseId, ...summary, seats: [...roster.seats], waiting: [...roster.waiting] };
}

export function toSummary({
  _id,
  ...summary
}: Omit<StateOf<RosterDocument>, 'seats' | 'waiting'>): RosterSummary {
  return { courseId: _id, ...summary };
}

export function toRoster(document: StateOf<RosterDocument>): Roster {
  const { _id, seatsTaken: _taken, waitingCount: _count, ...roster } = document;
  return { courseId: _id, ...roster };
}
