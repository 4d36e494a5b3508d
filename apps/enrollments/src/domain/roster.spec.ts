import fc from 'fast-check';
import { enroll, followCourse, openRoster, withdraw, type Change, type Roster } from './roster';

const course = {
  id: 'course',
  title: 'Knots',
  version: 3,
  instructorId: 'instructor',
  capacity: 2,
  status: 'published' as const,
};

type Step =
  | { kind: 'enroll' | 'withdraw'; student: number }
  | { kind: 'change'; capacity: number; newer: number }
  | { kind: 'archive'; newer: number };

const student = fc.integer({ min: 1, max: 12 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ kind: fc.constant('enroll' as const), student }) },
  { weight: 9, arbitrary: fc.record({ kind: fc.constant('withdraw' as const), student }) },
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

function take(roster: Roster, what: Step, id: string): Change {
  switch (what.kind) {
    case 'enroll':
      if (roster.status === 'closed') return { roster, happened: [] };
      return enroll(roster, { id, studentId: `student ${what.student}`, enrolledAt: 'now' });
    case 'withdraw':
      return withdraw(roster, `student ${what.student}`);
    case 'change':
      return followCourse(roster, {
        ...course,
        capacity: what.capacity,
        status: roster.status === 'closed' ? 'archived' : 'published',
        version: roster.courseVersion + what.newer,
      });
    case 'archive':
      return followCourse(roster, {
        ...course,
        status: 'archived',
        version: roster.courseVersion + what.newer,
      });
  }
}

const ids = (entries: readonly { id: string }[]) => entries.map(({ id }) => id);
const happenings = ({ happened }: Change, what: string) =>
  happened.filter((each) => each.what === what).map(({ entry }) => entry);

function expectRulesKept(before: Roster, change: Change): void {
  const { roster } = change;
  const all = [...roster.seats, ...roster.waiting];
  expect(new Set(all.map(({ studentId }) => studentId)).size).toBe(all.length);
  const given = happenings(change, 'confirmed');
  if (given.length > 0) expect(roster.seats.length).toBeLessThanOrEqual(roster.capacity);
  if (roster.seats.length < roster.capacity) expect(roster.waiting).toEqual([]);
  expect(roster.courseVersion).toBeGreaterThanOrEqual(before.courseVersion);

  const gone = new Set(ids(happenings(change, 'withdrawn')));
  const stay = (entries: readonly { id: string }[]) => ids(entries).filter((id) => !gone.has(id));
  expect(ids(roster.seats)).toEqual([...stay(before.seats), ...ids(given)]);
  const queue = [...stay(before.waiting), ...ids(happenings(change, 'waitlisted'))];
  const fromQueue = ids(given).filter((id) => queue.includes(id));
  expect(ids(roster.waiting)).toEqual(queue.slice(fromQueue.length));
  expect(fromQueue).toEqual(queue.slice(0, fromQueue.length));
}

it('keeps its rules whatever happens, in whatever order', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      let roster = openRoster(course);
      for (const [index, what] of steps.entries()) {
        const change = take(roster, what, `enrollment ${index}`);
        expectRulesKept(roster, change);
        roster = change.roster;
      }
    }),
    { numRuns: 500 },
  );
});

it('is the very same when there is nothing to change', () => {
  const { roster } = enroll(openRoster(course), { id: 'a', studentId: 'ada', enrolledAt: 'now' });
  expect(enroll(roster, { id: 'b', studentId: 'ada', enrolledAt: 'later' })).toEqual({
    roster,
    happened: [],
  });
  expect(withdraw(roster, 'bob').roster).toBe(roster);
  expect(followCourse(roster, { ...course, capacity: 9 }).roster).toBe(roster);
});

it('refuses more than 5,000 who wait', () => {
  const waiting = Array.from({ length: 5_000 }, (_, i) => ({
    id: `${i}`,
    studentId: `${i}`,
    enrolledAt: 'now',
  }));
  const full = { ...openRoster(course), capacity: 0, waiting };
  expect(() => enroll(full, { id: 'x', studentId: 'x', enrolledAt: 'now' })).toThrow(
    expect.objectContaining({ code: 'waiting-list-full' }),
  );
});
