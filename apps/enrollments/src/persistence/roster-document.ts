import { enrollmentConfirmed, type DataOf, type EventMessage } from '@courses/contracts';
import type { AggregateDocument, StateOf } from '@courses/mongo';
import { v7 as uuidv7 } from 'uuid';
import type { Enrollment, Roster } from '../domain/roster';

export interface Seat extends Omit<Enrollment, 'courseId'> {
  idempotencyKey?: string;
}

/** `_id` is the id of the course. */
export interface RosterDocument extends AggregateDocument, Omit<Roster, 'courseId'> {
  seats: Seat[];
}

export const rosterFields = {
  courseTitle: String,
  capacity: Number,
  status: String,
  seatsTaken: Number,
  seats: [{ _id: false, id: String, studentId: String, enrolledAt: String, idempotencyKey: String }],
};

export function toState({ courseId, ...roster }: Roster): StateOf<RosterDocument> {
  return { _id: courseId, ...roster, seats: [] };
}

export function toRoster({ _id, seats: _seats, ...roster }: StateOf<RosterDocument>): Roster {
  return { courseId: _id, ...roster };
}

export const toEnrollment = (courseId: string, { id, studentId, enrolledAt }: Seat): Enrollment => ({
  id,
  courseId,
  studentId,
  enrolledAt,
});

/** The enrolment is the subject, and this is its first version; the roster only carries the event. */
export const toConfirmed = (
  enrollment: Enrollment,
  courseTitle: string,
): EventMessage<DataOf<typeof enrollmentConfirmed>> => ({
  id: uuidv7(),
  type: enrollmentConfirmed.type,
  source: 'enrollments',
  subject: enrollment.id,
  aggregateVersion: 1,
  time: enrollment.enrolledAt,
  data: { ...enrollment, courseTitle },
});
