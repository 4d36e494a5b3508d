import type { Enrollment, EnrollmentFacts, EventMessage, Page, RosterEntry } from '@courses/contracts';
import { waitFor, type TestUser } from '@courses/testing';
import { seatHistory, type SeatHistory } from './seat-history';

interface Course {
  id: string;
  /** Any admin, or its instructor. */
  instructor: TestUser;
  /** The highest capacity that it ever had. */
  maxCapacity: number;
}

interface SeatsToCompare {
  enrollmentsUrl: string;
  course: Course;
  students: readonly TestUser[];
  /** The events received so far, of any course. */
  events: () => readonly (EventMessage & { data: EnrollmentFacts })[];
}

/** Waits until the roster, the students' enrollments and the events are consistent; fails with the differences. */
export async function waitForConsistentSeats(
  seats: SeatsToCompare,
  timeoutMs = 60_000,
): Promise<SeatHistory> {
  let differences: string[] = ['nothing was compared'];
  let history: SeatHistory | undefined;
  const compare = async () => {
    ({ differences, history } = await compareSeats(seats));
    return differences.length === 0;
  };
  try {
    await waitFor('the seats to agree', compare, timeoutMs);
  } catch (error) {
    const reason = differences.slice(0, 5).join('; ');
    throw new Error(`Course ${seats.course.id}: ${reason}`, { cause: error });
  }
  return history as SeatHistory;
}

async function compareSeats({ enrollmentsUrl, course, students, events }: SeatsToCompare) {
  const ofCourse = events().filter(({ data }) => data.courseId === course.id);
  const history = seatHistory(ofCourse, course.maxCapacity);
  const roster = `${enrollmentsUrl}/v1/rosters/${course.id}`;
  const idsOf = async (list: string) =>
    (await readAll<RosterEntry>(`${roster}/${list}`, course.instructor)).map(({ id }) => id);
  const [seats, waiting] = [await idsOf('enrollments'), await idsOf('waiting-list')];
  const differences = [
    ...differ('seats', seats, history.seats),
    ...differ('waiting list', waiting, history.waiting),
  ];
  const seen = new Map<string, string>();
  for (const student of students) {
    for (const { id, courseId, status } of await readAll<Enrollment>(
      `${enrollmentsUrl}/v1/enrollments`,
      student,
    ))
      if (courseId === course.id) seen.set(id, status);
  }
  for (const [id, status] of history.states)
    if (seen.get(id) !== status)
      differences.push(`${id} is ${status}, but the student's enrollment is ${seen.get(id)}`);
  if (seen.size !== history.states.size) {
    differences.push(`${seen.size} enrollments exist, ${history.states.size} have events`);
  }
  return { differences, history };
}

const differ = (what: string, roster: string[], replayed: string[]): string[] =>
  roster.join() === replayed.join()
    ? []
    : [
        `the ${what} of the roster has ${roster.length} entries, the events give ${replayed.length} or another order`,
      ];

async function readAll<Item>(url: string, { headers }: TestUser): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const response = await fetch(`${url}?limit=100${cursor ? `&cursor=${cursor}` : ''}`, { headers });
    if (!response.ok) throw new Error(`GET ${url} returned ${response.status}`);
    const page = (await response.json()) as Page<Item>;
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return items;
}
