import { enrollmentConfirmed, enrollmentWithdrawn, rosterOpened } from '@courses/contracts';
import { aCourse, recordEvents, waitFor, type EventRecorder, type TestUser } from '@courses/testing';
import { startRosters, type Rosters } from './rosters';

let rosters: Rosters;
let confirmed: EventRecorder<typeof enrollmentConfirmed>;
let withdrawn: EventRecorder<typeof enrollmentWithdrawn>;
let openedRosters: EventRecorder<typeof rosterOpened>;

beforeAll(async () => {
  rosters = await startRosters();
  confirmed = await recordEvents(rosters.backingServices, enrollmentConfirmed);
  withdrawn = await recordEvents(rosters.backingServices, enrollmentWithdrawn);
  openedRosters = await recordEvents(rosters.backingServices, rosterOpened);
});
afterAll(async () => {
  await confirmed.stop();
  await withdrawn.stop();
  await openedRosters.stop();
  await rosters.stop();
});

const readRoster = async (courseId: string) =>
  (await rosters.request.get(`/v1/rosters/${courseId}`).expect(200)).body;

async function enrolled(courseId: string, count: number): Promise<TestUser[]> {
  const students: TestUser[] = [];
  for (let i = 0; i < count; i += 1) {
    const student = await rosters.student();
    await rosters.enroll(courseId, student).expect(200);
    students.push(student);
  }
  return students;
}

const statusOf = async (courseId: string, { headers }: TestUser) =>
  (await rosters.request.get(`/v1/rosters/${courseId}/my-enrollment`).set(headers)).body.place?.status;

describe('a roster', () => {
  it('opens when a course is published, and publishes that it did', async () => {
    const course = await rosters.opened({ capacity: 2, title: 'Small course' });
    expect(await readRoster(course.id)).toEqual({
      courseId: course.id,
      courseTitle: 'Small course',
      status: 'open',
      capacity: 2,
      seatsTaken: 0,
      seatsLeft: 2,
      waiting: 0,
      version: 1,
    });
    expect(await openedRosters.about(course.id)).toMatchObject({
      aggregateVersion: 1,
      data: await readRoster(course.id),
    });
  });

  it('ignores events that are delivered again or out of order', async () => {
    const course = await rosters.opened({ capacity: 2 });
    const newer = await rosters.changed(course, { capacity: 3 });
    await rosters.publish(course);
    await rosters.publish(newer);
    await rosters.publish({ ...course, version: 2, capacity: 9 });
    const last = await rosters.opened();
    await rosters.changed(last, {});
    expect(await readRoster(course.id)).toMatchObject({ capacity: 3, version: 2 });
  });

  it('opens with whichever event of the course is delivered first', async () => {
    const course = aCourse({ version: 7, title: 'Changed before it was published' });
    await rosters.publish(course);
    await waitFor('the roster', async () => (await rosters.request.get(`/v1/rosters/${course.id}`)).ok);
    const archived = aCourse({ version: 9, status: 'archived' });
    await rosters.publish(archived);
    await waitFor('the roster', async () => (await rosters.request.get(`/v1/rosters/${archived.id}`)).ok);
    expect(await readRoster(archived.id)).toMatchObject({ status: 'closed' });
  });
});

describe('a changed capacity', () => {
  it('gives added seats to waiting students in their order', async () => {
    const course = await rosters.opened({ capacity: 1 });
    const students = await enrolled(course.id, 5);
    await rosters.changed(course, { capacity: 3 });
    expect(await Promise.all(students.map((student) => statusOf(course.id, student)))).toEqual([
      'confirmed',
      'confirmed',
      'confirmed',
      'waiting',
      'waiting',
    ]);
    expect(await readRoster(course.id)).toMatchObject({ capacity: 3, seatsTaken: 3, waiting: 2, version: 7 });
    await waitFor('three events', () => {
      return confirmed.messages.filter(({ data }) => data.courseId === course.id).length === 3;
    });
  });

  it('takes no seat away when lowered, and gives none until the seats taken fall below it', async () => {
    const course = await rosters.opened({ capacity: 3 });
    const [first, second, third, waits] = await enrolled(course.id, 4);
    await rosters.changed(course, { capacity: 2 });
    expect(await readRoster(course.id)).toMatchObject({
      capacity: 3,
      seatsTaken: 3,
      seatsLeft: 0,
      waiting: 1,
    });
    await rosters.withdraw(course.id, first!).expect(204);
    expect(await readRoster(course.id)).toMatchObject({ capacity: 2, seatsTaken: 2, waiting: 1 });
    await rosters.withdraw(course.id, second!).expect(204);
    expect(await readRoster(course.id)).toMatchObject({ capacity: 2, seatsTaken: 2, waiting: 0 });
    expect(await statusOf(course.id, waits!)).toBe('confirmed');
    expect(await statusOf(course.id, third!)).toBe('confirmed');
  });
});

describe('archiving a course', () => {
  it('closes its roster: students keep their seats, waiting students are withdrawn', async () => {
    const course = await rosters.opened({ capacity: 1 });
    const [seated, waits] = await enrolled(course.id, 2);
    const {
      body: { place },
    } = await rosters.request.get(`/v1/rosters/${course.id}/my-enrollment`).set(waits!.headers).expect(200);
    await rosters.changed(course, { status: 'archived' });
    expect(await readRoster(course.id)).toMatchObject({ status: 'closed', seatsTaken: 1, waiting: 0 });
    expect(await statusOf(course.id, seated!)).toBe('confirmed');
    expect(await withdrawn.about(place.id)).toMatchObject({ data: { reason: 'course-archived' } });
    const newcomer = await rosters.student();
    expect((await rosters.enroll(course.id, newcomer).expect(409)).body).toMatchObject({
      code: 'roster-closed',
    });
    expect((await rosters.enroll(course.id, seated!).expect(200)).body.status).toBe('confirmed');
    expect((await rosters.withdraw(course.id, seated!).expect(409)).body).toMatchObject({
      code: 'roster-closed',
    });
    expect(await readRoster(course.id)).toMatchObject({ seatsTaken: 1 });
  });
});
