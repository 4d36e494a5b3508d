import {
  enrollmentConfirmed,
  enrollmentWaitlisted,
  enrollmentWithdrawn,
  type Course,
} from '@courses/contracts';
import { recordEvents, startTestService, type TestUser } from '@courses/testing';
import { buildApp } from '../src/app';
import { startRosters, type Rosters } from './rosters';
import { waitForConsistentSeats } from './seats/consistent-seats';
import { runContention, type SeatOperations } from './seats/contention';

jest.setTimeout(180_000);

const plan = { operations: 1_000, concurrency: 24, students: 40, maxCapacity: 12, seed: 20_261_124 };

let rosters: Rosters;
let students: TestUser[];

beforeAll(async () => {
  rosters = await startRosters();
  students = await Promise.all(Array.from({ length: plan.students }, () => rosters.student()));
});
afterAll(() => rosters.stop());

/** Sends the operations to both replicas in turn. */
function operationsOn(course: Course, urls: string[]): SeatOperations {
  let [turn, latest] = [0, course];
  const call = async (method: string, student: number) => {
    const url = urls[(turn += 1) % urls.length];
    const { headers } = students[student]!;
    const path = `${url}/v1/rosters/${course.id}/my-enrollment`;
    const { status, ok } = await fetch(path, { method, headers });
    if (!ok && status !== 409) throw new Error(`${method} was answered with ${status}`);
  };
  const publish = (changes: Partial<Course>) => {
    latest = { ...latest, ...changes, version: latest.version + 1 };
    return rosters.publish(latest);
  };
  return {
    enroll: (student) => call('PUT', student),
    withdraw: (student) => call('DELETE', student),
    setCapacity: (capacity) => publish({ capacity }),
    archive: () => publish({ status: 'archived' }),
  };
}

it('keeps roster, events and enrollments consistent under contention on two replicas', async () => {
  const { backingServices, issuer, url } = rosters;
  const contracts = [enrollmentConfirmed, enrollmentWaitlisted, enrollmentWithdrawn];
  const recorders = await Promise.all(contracts.map((contract) => recordEvents(backingServices, contract)));
  const second = await startTestService('enrollments', buildApp, backingServices, issuer.config);
  const instructor = await issuer.user(['instructor']);
  const courses: Course[] = [];
  for (const capacity of [1, 5, 10])
    courses.push(await rosters.opened({ instructorId: instructor.id, capacity }));

  const tally = await runContention(
    courses.map((course) => operationsOn(course, [url, second.url])),
    plan,
  );

  expect(tally).toEqual({ succeeded: plan.operations, failed: 0 });
  for (const { id } of courses) {
    const history = await waitForConsistentSeats({
      enrollmentsUrl: url,
      course: { id, instructor, maxCapacity: plan.maxCapacity },
      students,
      events: () => recorders.flatMap(({ messages }) => messages),
    });
    expect(history.violations).toEqual([]);
    expect(history.states.size).toBeGreaterThan(10);
  }
  await Promise.all(recorders.map((recorder) => recorder.stop()));
  await second.stop();
});
