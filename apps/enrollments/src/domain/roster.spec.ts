import fc from 'fast-check';
import type { Change, EnrollmentFacts } from '@courses/contracts';
import { enroll, mergeEvents, openRoster, remove, syncWithCourse, withdraw, type Roster } from './roster';

const course = {
  id: 'course',
  title: 'Knots',
  version: 3,
  instructorId: 'instructor',
  capacity: 2,
  status: 'published' as const,
};

type Step =
  | { kind: 'enroll' | 'withdraw' | 'remove'; student: number }
  | { kind: 'change'; capacity: number; newer: number }
  | { kind: 'archive'; newer: number };

const student = fc.integer({ min: 1, max: 12 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ kind: fc.constant('enroll' as const), student }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('withdraw' as const), student }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('remove' as const), student }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('change' as const),
      capacity: fc.integer({ min: 1, max: 8 }),
      newer: fc.integer({ min: -2, max: 2 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('archive' as const), newer: fc.constant(1) }) },
);

const rejectedWhenClosed = ['enroll', 'withdraw', 'remove'];

function take(roster: Roster, what: Step, id: string): Change<Roster> {
  if (roster.status === 'closed' && rejectedWhenClosed.includes(what.kind))
    return { state: roster, events: [] };
  switch (what.kind) {
    case 'enroll':
      return enroll(roster, { id, studentId: `student ${what.student}` }, 'now');
    case 'withdraw':
      return withdraw(roster, `student ${what.student}`, 'now');
    case 'remove': {
      const all = [...roster.seats, ...roster.waiting];
      const enrollmentId = all.find(({ studentId }) => studentId === `student ${what.student}`)?.id ?? 'none';
      return remove(roster, { enrollmentId, note: 'Moved.' }, 'now');
    }
    case 'change':
      return syncWithCourse(
        roster,
        {
          ...course,
          capacity: what.capacity,
          status: roster.status === 'closed' ? 'archived' : 'published',
          version: roster.courseVersion + what.newer,
        },
        'now',
      );
    case 'archive':
      return syncWithCourse(
        roster,
        { ...course, status: 'archived', version: roster.courseVersion + what.newer },
        'now',
      );
  }
}

const ids = (entries: readonly { id: string }[]) => entries.map(({ id }) => id);
const enrollmentsIn = ({ events }: Change<Roster>, what: string) =>
  events.filter(({ type }) => type === `enrollment.${what}.v1`).map(({ data }) => data as EnrollmentFacts);

function expectRulesKept(before: Roster, change: Change<Roster>): void {
  const { state: roster } = change;
  const all = [...roster.seats, ...roster.waiting];
  expect(new Set(all.map(({ studentId }) => studentId)).size).toBe(all.length);
  const given = enrollmentsIn(change, 'confirmed');
  if (given.length > 0) expect(roster.seats.length).toBeLessThanOrEqual(roster.capacity);
  if (roster.seats.length < roster.capacity) expect(roster.waiting).toEqual([]);
  expect(roster.courseVersion).toBeGreaterThanOrEqual(before.courseVersion);

  const gone = new Set(ids(enrollmentsIn(change, 'withdrawn')));
  const stay = (entries: readonly { id: string }[]) => ids(entries).filter((id) => !gone.has(id));
  expect(ids(roster.seats)).toEqual([...stay(before.seats), ...ids(given)]);
  const queue = [...stay(before.waiting), ...ids(enrollmentsIn(change, 'waitlisted'))];
  const fromQueue = ids(given).filter((id) => queue.includes(id));
  expect(ids(roster.waiting)).toEqual(queue.slice(fromQueue.length));
  expect(fromQueue).toEqual(queue.slice(0, fromQueue.length));
}

it('keeps its invariants through any sequence of changes', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      let roster = openRoster(course).state;
      for (const [index, what] of steps.entries()) {
        const change = take(roster, what, `enrollment ${index}`);
        expectRulesKept(roster, change);
        roster = change.state;
      }
    }),
    { numRuns: 500 },
  );
});

it('returns the same state and no events when nothing changes', () => {
  const { state: opened } = openRoster(course);
  const { state: roster } = enroll(opened, { id: 'a', studentId: 'ada' }, 'now');
  expect(enroll(roster, { id: 'b', studentId: 'ada' }, 'later')).toEqual({ state: roster, events: [] });
  expect(withdraw(roster, 'bob', 'later').state).toBe(roster);
  expect(remove(roster, { enrollmentId: 'b', note: 'Moved.' }, 'later').state).toBe(roster);
  expect(syncWithCourse(roster, { ...course, capacity: 9 }, 'later').state).toBe(roster);
});

describe('a seat that somebody leaves', () => {
  const enrolled = (...students: string[]) =>
    students.reduce(
      (roster, studentId) => enroll(roster, { id: `of ${studentId}`, studentId }, 'now').state,
      openRoster({ ...course, capacity: 1 }).state,
    );

  it('goes to the first who waits, whose event says when, and a removal says why', () => {
    const removal = { enrollmentId: 'of ada', note: 'You moved to another group.' };
    const { state, events } = remove(enrolled('ada', 'bob', 'eve'), removal, 'later');
    expect(events).toMatchObject([
      { type: 'enrollment.withdrawn.v1', data: { id: 'of ada', reason: 'removed', note: removal.note } },
      { type: 'enrollment.confirmed.v1', data: { id: 'of bob', promotedAt: 'later' } },
    ]);
    expect([ids(state.seats), ids(state.waiting)]).toEqual([['of bob'], ['of eve']]);
  });

  it('is a free seat when nobody waits, and the removed student may take it again', () => {
    const { state } = remove(enrolled('ada'), { enrollmentId: 'of ada', note: 'Moved.' }, 'later');
    const { events } = enroll(state, { id: 'again', studentId: 'ada' }, 'later');
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ type: 'enrollment.confirmed.v1', subject: 'again' });
    expect(events[0]?.data).not.toHaveProperty('promotedAt');
  });

  it('is not left in an archived course', () => {
    const { state } = syncWithCourse(enrolled('ada'), { ...course, version: 4, status: 'archived' }, 'now');
    const closed = expect.objectContaining({ code: 'roster-closed' });
    expect(() => withdraw(state, 'ada', 'later')).toThrow(closed);
    expect(() => remove(state, { enrollmentId: 'of ada', note: 'Moved.' }, 'later')).toThrow(closed);
    expect(withdraw(state, 'bob', 'later')).toEqual({ state, events: [] });
  });
});

it('publishes that it opened, unless the course is archived already', () => {
  const data = expect.objectContaining({ courseId: 'course', capacity: 2, seatsLeft: 2, version: 1 });
  expect(openRoster(course).events).toMatchObject([
    { type: 'roster.opened.v1', subject: 'course', aggregateVersion: 1, data },
  ]);
  expect(openRoster({ ...course, status: 'archived' })).toMatchObject({
    state: { status: 'closed' },
    events: [],
  });
});

it('publishes the state after a change of title, capacity or status, and no other change', () => {
  const { state: roster } = openRoster(course);
  const synced = (changes: object) =>
    syncWithCourse(roster, { ...course, version: 4, ...changes }, 'now').events;
  expect(synced({ capacity: 9 })).toMatchObject([
    { type: 'roster.changed.v1', subject: 'course', aggregateVersion: 2, data: { seatsLeft: 9, version: 2 } },
  ]);
  expect(synced({ title: 'Bends' })).toMatchObject([{ data: { courseTitle: 'Bends' } }]);
  expect(synced({ status: 'archived' })).toMatchObject([{ data: { status: 'closed' } }]);
  expect(synced({})).toEqual([]);
});

it('merges changes that are stored as one version into one roster.changed with the final state', () => {
  const { state: opened } = openRoster(course);
  const larger = syncWithCourse(opened, { ...course, version: 4, capacity: 9 }, 'now');
  const renamed = syncWithCourse(larger.state, { ...course, version: 5, capacity: 9, title: 'Bends' }, 'now');
  const enrolled = enroll(renamed.state, { id: 'a', studentId: 'ada' }, 'now');
  const events = [...larger.events, ...renamed.events, ...enrolled.events];
  const data = { courseTitle: 'Bends', capacity: 9, seatsLeft: 8, version: 2 };
  expect(mergeEvents(enrolled.state, events)).toMatchObject([
    { type: 'enrollment.confirmed.v1' },
    { type: 'roster.changed.v1', aggregateVersion: 2, data },
  ]);
  expect(mergeEvents(enrolled.state, enrolled.events)).toBe(enrolled.events);
});

it('rejects more than 5,000 students on the waiting list', () => {
  const waiting = Array.from({ length: 5_000 }, (_, i) => ({
    id: `${i}`,
    studentId: `${i}`,
    enrolledAt: 'now',
  }));
  const full = { ...openRoster(course).state, capacity: 0, waiting };
  expect(() => enroll(full, { id: 'x', studentId: 'x' }, 'now')).toThrow(
    expect.objectContaining({ code: 'waiting-list-full' }),
  );
});
