import {
  enrollmentConfirmed,
  enrollmentWaitlisted,
  enrollmentWithdrawn,
  type EnrollmentFacts,
  type EnrollmentStatus,
  type EventMessage,
} from '@courses/contracts';

/** What the events of one course tell, from the first to the last. */
export interface SeatHistory {
  /** Broken promises, in words; none is the only good answer. */
  faults: string[];
  /** Ids of the enrollments that have a seat, in the order in which they got it. */
  seats: string[];
  /** Ids of those that wait, next first. */
  waiting: string[];
  states: ReadonlyMap<string, EnrollmentStatus>;
  /** The most seats that were taken at the same time. */
  most: number;
}

type SeatEvent = Pick<EventMessage, 'id' | 'type' | 'subject'> & { data: EnrollmentFacts };

/**
 * Replays the events of one course in the order in which they were made, which their ids tell, repeated ones once. `capacity` is
 * the most that the course ever had.
 */
export function seatHistory(events: readonly SeatEvent[], capacity: number): SeatHistory {
  const history = new Replay(capacity);
  const unique = [...new Map(events.map((event) => [event.id, event])).values()];
  for (const event of unique.sort((a, b) => (a.id < b.id ? -1 : 1))) history.take(event);
  return history;
}

class Replay implements SeatHistory {
  readonly faults: string[] = [];
  seats: string[] = [];
  waiting: string[] = [];
  readonly states = new Map<string, EnrollmentStatus>();
  most = 0;
  private readonly students = new Map<string, string>();

  constructor(private readonly capacity: number) {}

  take({ type, subject, data: { studentId } }: SeatEvent): void {
    if (type === enrollmentWaitlisted.type) this.enter(subject, studentId, 'waiting');
    else if (type === enrollmentConfirmed.type) this.confirm(subject, studentId);
    else if (type === enrollmentWithdrawn.type) this.leave(subject, studentId);
  }

  private enter(id: string, studentId: string, status: 'waiting' | 'confirmed'): void {
    if (this.states.has(id)) this.faults.push(`${id} enters twice`);
    if (this.students.has(studentId)) this.faults.push(`${studentId} has two places`);
    this.students.set(studentId, id);
    this.states.set(id, status);
    (status === 'waiting' ? this.waiting : this.seats).push(id);
  }

  private confirm(id: string, studentId: string): void {
    const before = this.states.get(id);
    if (before === undefined && this.waiting.length > 0) this.faults.push(`${id} overtakes who waits`);
    if (before === undefined) this.enter(id, studentId, 'confirmed');
    else if (this.waiting[0] !== id) this.faults.push(`${id} gets a seat, and is not the first who waits`);
    else {
      this.seats.push(this.waiting.shift() as string);
      this.states.set(id, 'confirmed');
    }
    this.most = Math.max(this.most, this.seats.length);
    if (this.seats.length > this.capacity) this.faults.push(`${this.seats.length} seats are taken`);
  }

  private leave(id: string, studentId: string): void {
    const known = this.states.get(id);
    if (known !== 'waiting' && known !== 'confirmed') this.faults.push(`${id} leaves, but is not there`);
    this.states.set(id, 'withdrawn');
    this.students.delete(studentId);
    this.seats = this.seats.filter((each) => each !== id);
    this.waiting = this.waiting.filter((each) => each !== id);
  }
}
