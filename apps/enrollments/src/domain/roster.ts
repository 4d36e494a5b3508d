import type { Course, RosterStatus, WithdrawalReason } from '@courses/contracts';
import { RosterError } from './roster.errors';

/** Somebody in a roster, with a seat or waiting for one. */
export interface Entry {
  /** Of the enrollment. */
  id: string;
  studentId: string;
  /** ISO 8601, UTC. */
  enrolledAt: string;
}

/**
 * Who has a seat in a course and who waits for one. A student is in it once; nobody waits while a seat is free. When a course
 * wants fewer seats than are taken, nobody loses one: seats that are given up then go to nobody until there are too few.
 */
export interface Roster {
  courseId: string;
  courseTitle: string;
  /** Of the state of the course that this roster follows. */
  courseVersion: number;
  instructorId: string;
  capacity: number;
  status: RosterStatus;
  seats: readonly Entry[];
  /** Next first. */
  waiting: readonly Entry[];
  version: number;
}

/** Something that happened to one enrollment, to be announced. */
export type Happening =
  | { what: 'confirmed' | 'waitlisted'; entry: Entry }
  | { what: 'withdrawn'; entry: Entry; reason: WithdrawalReason };

/** A roster after a change; the very same object where there was nothing to change. */
export interface Change {
  roster: Roster;
  happened: readonly Happening[];
}

type CourseState = Pick<Course, 'id' | 'title' | 'version' | 'instructorId' | 'capacity' | 'status'>;

const waitingLimit = 5_000;

export const openRoster = (course: CourseState): Roster => ({
  courseId: course.id,
  ...stateFrom(course),
  seats: [],
  waiting: [],
  version: 1,
});

/** Takes a seat, or a place at the end of the waiting list. Nothing changes for a student who is in the roster. */
export function enroll(roster: Roster, entry: Entry): Change {
  if (placeOf(roster, entry.studentId)) return unchanged(roster);
  if (roster.status === 'closed')
    throw new RosterError('roster-closed', 'This course was closed for enrollment.');
  if (roster.seats.length < roster.capacity) {
    return {
      roster: { ...roster, seats: [...roster.seats, entry] },
      happened: [{ what: 'confirmed', entry }],
    };
  }
  if (roster.waiting.length >= waitingLimit)
    throw new RosterError('waiting-list-full', `All ${roster.capacity} seats are taken, and too many wait.`);
  return {
    roster: { ...roster, waiting: [...roster.waiting, entry] },
    happened: [{ what: 'waitlisted', entry }],
  };
}

/** Gives up a seat, which goes to the first who waits, or a place in the waiting list. */
export function withdraw(roster: Roster, studentId: string): Change {
  const entry = placeOf(roster, studentId)?.entry;
  if (!entry) return unchanged(roster);
  const rest = {
    ...roster,
    seats: roster.seats.filter((other) => other !== entry),
    waiting: roster.waiting.filter((other) => other !== entry),
  };
  return afterwards({ what: 'withdrawn', entry, reason: 'student' }, promote(rest));
}

/** Takes over a newer state of the course: more seats go to those who wait; an archived course closes the roster. */
export function followCourse(roster: Roster, course: CourseState): Change {
  if (course.version <= roster.courseVersion) return unchanged(roster);
  const followed = { ...roster, ...stateFrom(course) };
  if (followed.status === 'open') return promote(followed);
  return {
    roster: { ...followed, waiting: [] },
    happened: roster.waiting.map((entry) => ({ what: 'withdrawn', entry, reason: 'course-archived' })),
  };
}

/** Where a student is in a roster; `position` in the waiting list, from 1. */
export function placeOf(roster: Roster, studentId: string): { entry: Entry; position?: number } | undefined {
  const seat = roster.seats.find((entry) => entry.studentId === studentId);
  if (seat) return { entry: seat };
  const index = roster.waiting.findIndex((entry) => entry.studentId === studentId);
  return index < 0 ? undefined : { entry: roster.waiting[index] as Entry, position: index + 1 };
}

function promote(roster: Roster): Change {
  const free = Math.max(0, roster.capacity - roster.seats.length);
  const next = roster.waiting.slice(0, free);
  return {
    roster: { ...roster, seats: [...roster.seats, ...next], waiting: roster.waiting.slice(next.length) },
    happened: next.map((entry) => ({ what: 'confirmed', entry })),
  };
}

const stateFrom = (course: CourseState) => ({
  courseTitle: course.title,
  courseVersion: course.version,
  instructorId: course.instructorId,
  capacity: course.capacity,
  status: course.status === 'archived' ? ('closed' as const) : ('open' as const),
});

const unchanged = (roster: Roster): Change => ({ roster, happened: [] });

const afterwards = (first: Happening, { roster, happened }: Change): Change => ({
  roster,
  happened: [first, ...happened],
});
