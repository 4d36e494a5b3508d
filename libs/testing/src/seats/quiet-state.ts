import type { Enrollment, EnrollmentFacts, EventMessage, Page, RosterEntry } from '@courses/contracts';
import type { TestUser } from '../test-issuer';
import { waitFor } from '../wait-for';
import { seatHistory, type SeatHistory } from './seat-history';

interface Course {
  id: string;
  /** Any admin, or its instructor. */
  instructor: TestUser;
  /** The most that it ever had. */
  mostSeats: number;
}

interface Agreement {
  enrollmentsUrl: string;
  course: Course;
  students: readonly TestUser[];
  /** What has been heard so far, of any course. */
  events: () => readonly (EventMessage & { data: EnrollmentFacts })[];
}

/** Waits until the roster, what students see and the events tell the same; fails with where they differ. */
export async function untilSeatsAgree(agreement: Agreement, timeoutMs = 60_000): Promise<SeatHistory> {
  let differences: string[] = ['nothing was compared'];
  let history: SeatHistory | undefined;
  const compare = async () => {
    ({ differences, history } = await compareSeats(agreement));
    return differences.length === 0;
  };
  try {
    await waitFor('the seats to agree', compare, timeoutMs);
  } catch (error) {
    const reason = differences.slice(0, 5).join('; ');
    throw new Error(`Course ${agreement.course.id}: ${reason}`, { cause: error });
  }
  return history as SeatHistory;
}

async function compareSeats({ enrollmentsUrl, course, students, events }: Agreement) {
  const ofCourse = events().filter(({ data }) => data.courseId === course.id);
  const history = seatHistory(ofCourse, course.mostSeats);
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
    if (seen.get(id) !== status) differences.push(`${id} is ${status}, the student sees ${seen.get(id)}`);
  if (seen.size !== history.states.size) {
    differences.push(`${seen.size} enrollments are seen, ${history.states.size} were announced`);
  }
  return { differences, history };
}

const differ = (what: string, roster: string[], told: string[]): string[] =>
  roster.join() === told.join()
    ? []
    : [`the ${what} of the roster has ${roster.length}, the events tell ${told.length} or another order`];

async function readAll<Item>(url: string, { headers }: TestUser): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const response = await fetch(`${url}?limit=100${cursor ? `&cursor=${cursor}` : ''}`, { headers });
    if (!response.ok) throw new Error(`GET ${url} was answered with ${response.status}`);
    const page = (await response.json()) as Page<Item>;
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return items;
}
