import {
  enrollmentConfirmed,
  enrollmentWaitlisted,
  enrollmentWithdrawn,
  type EnrollmentFacts,
  type EnrollmentStatus,
  type EventMessage,
} from '@courses/contracts';

/** The state of one course's seats, rebuilt from its events. */
export interface SeatHistory {
  /** Violated invariants; empty when all hold. */
  violations: string[];
  /** Ids of the confirmed enrollments, in the order of confirmation. */
  seats: string[];
  /** Ids of the waitlisted enrollments, next first. */
  waiting: string[];
  states: ReadonlyMap<string, EnrollmentStatus>;
  /** The highest number of seats taken at the same time. */
  maxTaken: number;
}

type SeatEvent = Pick<EventMessage, 'id' | 'type' | 'subject'> & { data: EnrollmentFacts };

/**
 * Replays the events of one course in the order of their ids, without duplicates. `capacity` is the highest that the course
 * ever had.
 */
export function seatHistory(events: readonly SeatEvent[], capacity: number): SeatHistory {
  const history = new Replay(capacity);
  const unique = [...new Map(events.map((event) => [event.id, event])).values()];
  for (const event of unique.sort((a, b) => (a.id < b.id ? -1 : 1))) history.apply(event);
  return history;
}

class Replay implements SeatHistory {
  readonly violations: string[] = [];
  seats: string[] = [];
  waiting: string[] = [];
  readonly states = new Map<string, EnrollmentStatus>();
  maxTaken = 0;
  private readonly students = new Map<string, string>();

  constructor(private readonly capacity: number) {}

  apply({ type, subject, data: { studentId } }: SeatEvent): void {
    if (type === enrollmentWaitlisted.type) this.enter(subject, studentId, 'waiting');
    else if (type === enrollmentConfirmed.type) this.confirm(subject, studentId);
    else if (type === enrollmentWithdrawn.type) this.leave(subject, studentId);
  }

  private enter(id: string, studentId: string, status: 'waiting' | 'confirmed'): void {
    if (this.states.has(id)) this.violations.push(`${id} was created twice`);
    if (this.students.has(studentId)) this.violations.push(`${studentId} has two enrollments`);
    this.students.set(studentId, id);
    this.states.set(id, status);
    (status === 'waiting' ? this.waiting : this.seats).push(id);
  }

  private confirm(id: string, studentId: string): void {
    const before = this.states.get(id);
    if (before === undefined && this.waiting.length > 0)
      this.violations.push(`${id} got a seat before the waiting list`);
    if (before === undefined) this.enter(id, studentId, 'confirmed');
    else if (this.waiting[0] !== id)
      this.violations.push(`${id} got a seat without being first on the waiting list`);
    else {
      this.seats.push(this.waiting.shift() as string);
      this.states.set(id, 'confirmed');
    }
    this.maxTaken = Math.max(this.maxTaken, this.seats.length);
    if (this.seats.length > this.capacity) this.violations.push(`${this.seats.length} seats are taken`);
  }

  private leave(id: string, studentId: string): void {
    const known = this.states.get(id);
    if (known !== 'waiting' && known !== 'confirmed')
      this.violations.push(`${id} was withdrawn without being enrolled`);
    this.states.set(id, 'withdrawn');
    this.students.delete(studentId);
    this.seats = this.seats.filter((each) => each !== id);
    this.waiting = this.waiting.filter((each) => each !== id);
  }
}
