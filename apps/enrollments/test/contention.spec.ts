import {
  enrollmentConfirmed,
  enrollmentWaitlisted,
  enrollmentWithdrawn,
  type Course,
} from '@courses/contracts';
import {
  contend,
  recordEvents,
  startTestService,
  untilSeatsAgree,
  type SeatActs,
  type TestUser,
} from '@courses/testing';
import { buildApp } from '../src/app';
import { startRosters, type Rosters } from './rosters';

jest.setTimeout(180_000);

const plan = { operations: 1_000, atOnce: 24, students: 40, mostSeats: 12, seed: 20_261_124 };

let rosters: Rosters;
let students: TestUser[];

beforeAll(async () => {
  rosters = await startRosters();
  students = await Promise.all(Array.from({ length: plan.students }, () => rosters.student()));
});
afterAll(() => rosters.stop());

/** What can be done to a course, at both services in turn. */
function actsOn(course: Course, urls: string[]): SeatActs {
  let [turn, latest] = [0, course];
  const call = async (method: string, student: number) => {
    const url = urls[(turn += 1) % urls.length];
    const { headers } = students[student]!;
    const path = `${url}/v1/rosters/${course.id}/my-enrollment`;
    const { status, ok } = await fetch(path, { method, headers });
    if (!ok && status !== 409) throw new Error(`${method} was answered with ${status}`);
  };
  const announce = (changes: Partial<Course>) => {
    latest = { ...latest, ...changes, version: latest.version + 1 };
    return rosters.announce(latest);
  };
  return {
    enroll: (student) => call('PUT', student),
    withdraw: (student) => call('DELETE', student),
    setCapacity: (capacity) => announce({ capacity }),
    archive: () => announce({ status: 'archived' }),
  };
}

it("keeps rosters, events and students' views consistent while two services change them", async () => {
  const { backingServices, issuer, url } = rosters;
  const contracts = [enrollmentConfirmed, enrollmentWaitlisted, enrollmentWithdrawn];
  const recorders = await Promise.all(contracts.map((contract) => recordEvents(backingServices, contract)));
  const second = await startTestService('enrollments', buildApp, backingServices, issuer.config);
  const instructor = await issuer.user(['instructor']);
  const courses: Course[] = [];
  for (const capacity of [1, 5, 10])
    courses.push(await rosters.opened({ instructorId: instructor.id, capacity }));

  const tally = await contend(
    courses.map((course) => actsOn(course, [url, second.url])),
    plan,
  );

  expect(tally).toEqual({ answered: plan.operations, failed: 0 });
  for (const { id } of courses) {
    const history = await untilSeatsAgree({
      enrollmentsUrl: url,
      course: { id, instructor, mostSeats: plan.mostSeats },
      students,
      events: () => recorders.flatMap(({ messages }) => messages),
    });
    expect(history.faults).toEqual([]);
    expect(history.states.size).toBeGreaterThan(10);
  }
  await Promise.all(recorders.map((recorder) => recorder.stop()));
  await second.stop();
});
