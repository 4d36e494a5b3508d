import {
  DomainError,
  enrollmentConfirmed,
  enrollmentVersions,
  enrollmentWaitlisted,
  enrollmentWithdrawn,
  rosterChanged,
  rosterOpened,
  type Change,
  type Course,
  type EventMessage,
  type Place,
  type Withdrawal,
} from '@courses/contracts';
import { summarize, toPublic, type RosterFields } from './roster-summary';

/** A student in a roster, with a seat or waiting for one. */
export interface Participant {
  /** Of the enrollment. */
  id: string;
  studentId: string;
  /** ISO 8601, UTC. */
  enrolledAt: string;
}

/**
 * Who has a seat in a course and who waits for one. A student is in it once; nobody waits while a seat is free. When the
 * capacity is lowered below the seats taken, nobody loses a seat: seats that are given up stay empty until there is room.
 */
export interface Roster extends RosterFields {
  seats: readonly Participant[];
  /** In the order in which they get a seat. */
  waiting: readonly Participant[];
}

type CourseState = Pick<Course, 'id' | 'title' | 'version' | 'instructorId' | 'capacity' | 'status'>;

const waitingLimit = 5_000;

/** The roster of an archived course is closed from the start, so it never opens. */
export function openRoster(course: CourseState): Change<Roster> {
  const state = { courseId: course.id, ...stateFrom(course), seats: [], waiting: [], version: 1 };
  if (state.status === 'closed') return unchanged(state);
  const opened = { subject: course.id, version: 1, data: toPublic(summarize(state)) };
  return { state, events: [rosterOpened.create(opened)] };
}

/** Takes a seat, or a place at the end of the waiting list. A student who is in the roster changes nothing. */
export function enroll(
  roster: Roster,
  { id, studentId }: { id: string; studentId: string },
  now: string,
): Change<Roster> {
  if (placeOf(roster, studentId)) return unchanged(roster);
  if (roster.status === 'closed')
    throw new DomainError('roster-closed', 'This course is closed for enrollment.');
  const participant = { id, studentId, enrolledAt: now };
  if (roster.seats.length < roster.capacity) {
    const state = { ...roster, seats: [...roster.seats, participant] };
    const seat = eventOf('confirmed', state, participant);
    return { state, events: [enrollmentConfirmed.create(seat)] };
  }
  if (roster.waiting.length >= waitingLimit)
    throw new DomainError('waiting-list-full', `All ${roster.capacity} seats and the waiting list are full.`);
  const state = { ...roster, waiting: [...roster.waiting, participant] };
  return { state, events: [waitlisted(state, participant)] };
}

/**
 * The student gives up a seat, which goes to the first who waits, or a place in the waiting list. A seat in an archived
 * course stays: nobody waits for it, and there would be no way back to the lessons.
 */
export const withdraw = (roster: Roster, studentId: string, now: string): Change<Roster> =>
  release(roster, (each) => each.studentId === studentId, { reason: 'student' }, now);

/** The instructor of the course or an admin takes the place of an enrollment; the student may enroll again. */
export const remove = (
  roster: Roster,
  { enrollmentId, note }: { enrollmentId: string; note: string },
  now: string,
): Change<Roster> => release(roster, (each) => each.id === enrollmentId, { reason: 'removed', note }, now);

/** Without such a participant, nothing changes. Fails with `roster-closed`. */
function release(
  roster: Roster,
  matches: (participant: Participant) => boolean,
  withdrawal: Withdrawal,
  now: string,
): Change<Roster> {
  const participant = [...roster.seats, ...roster.waiting].find(matches);
  if (!participant) return unchanged(roster);
  if (roster.status === 'closed')
    throw new DomainError('roster-closed', 'The course is archived: who has a seat keeps it.');
  // First, because the ids of events tell their order.
  const event = withdrawn(roster, participant, withdrawal);
  const stays = (each: Participant) => each !== participant;
  const { state, events } = promote(
    { ...roster, seats: roster.seats.filter(stays), waiting: roster.waiting.filter(stays) },
    now,
  );
  return { state, events: [event, ...events] };
}

/** Applies a newer state of the course: additional seats go to those who wait; an archived course closes the roster. */
export function syncWithCourse(roster: Roster, course: CourseState, now: string): Change<Roster> {
  if (course.version <= roster.courseVersion) return unchanged(roster);
  const synced = { ...roster, ...stateFrom(course) };
  const { state, events } = synced.status === 'open' ? promote(synced, now) : clearWaitingList(synced);
  const isVisible = (['courseTitle', 'capacity', 'status'] as const).some(
    (key) => state[key] !== roster[key],
  );
  return { state, events: isVisible ? [...events, changed(state)] : events };
}

/** The place of a student in a roster, or undefined. */
export function placeOf({ courseId, seats, waiting }: Roster, studentId: string): Place | undefined {
  const seat = seats.find((each) => each.studentId === studentId);
  if (seat) return { ...seat, courseId, status: 'confirmed' };
  const index = waiting.findIndex((each) => each.studentId === studentId);
  const participant = waiting[index];
  return participant && { ...participant, courseId, status: 'waiting', position: index + 1 };
}

function clearWaitingList(roster: Roster): Change<Roster> {
  const state = { ...roster, waiting: [] };
  return {
    state,
    events: roster.waiting.map((each) => withdrawn(state, each, { reason: 'course-archived' })),
  };
}

function promote(roster: Roster, now: string): Change<Roster> {
  const free = Math.max(0, roster.capacity - roster.seats.length);
  const next = roster.waiting.slice(0, free);
  const state = {
    ...roster,
    seats: [...roster.seats, ...next],
    waiting: roster.waiting.slice(next.length),
  };
  return { state, events: next.map((each) => promoted(state, each, now)) };
}

const stateFrom = (course: CourseState) => ({
  courseTitle: course.title,
  courseVersion: course.version,
  instructorId: course.instructorId,
  capacity: course.capacity,
  status: course.status === 'archived' ? ('closed' as const) : ('open' as const),
});

/**
 * The events of changes that are stored together, as one version: `roster.changed` appears once, with the final state.
 */
export function mergeEvents(roster: Roster, events: EventMessage[]): EventMessage[] {
  const others = events.filter(({ type }) => type !== rosterChanged.type);
  return others.length === events.length ? events : [...others, changed(roster)];
}

function changed(roster: Roster) {
  const version = roster.version + 1;
  const data = toPublic(summarize({ ...roster, version }));
  return rosterChanged.create({ subject: roster.courseId, version, data });
}

const unchanged = (state: Roster): Change<Roster> => ({ state, events: [] });

function promoted(roster: Roster, participant: Participant, now: string): EventMessage {
  const { data, ...event } = eventOf('confirmed', roster, participant);
  return enrollmentConfirmed.create({ ...event, data: { ...data, promotedAt: now } });
}

const waitlisted = (roster: Roster, participant: Participant): EventMessage =>
  enrollmentWaitlisted.create(eventOf('waiting', roster, participant));

function withdrawn(roster: Roster, participant: Participant, withdrawal: Withdrawal): EventMessage {
  const { data, ...event } = eventOf('withdrawn', roster, participant);
  return enrollmentWithdrawn.create({ ...event, data: { ...data, ...withdrawal } });
}

const eventOf = (
  status: keyof typeof enrollmentVersions,
  { courseId, courseTitle }: Roster,
  participant: Participant,
) => ({
  subject: participant.id,
  version: enrollmentVersions[status],
  data: { ...participant, courseId, courseTitle },
});
