import {
  enrollmentConfirmed,
  enrollmentWaitlisted,
  enrollmentWithdrawn,
  type Place,
} from '@courses/contracts';
import { recordEvents, type EventRecorder, type TestUser } from '@courses/testing';
import { v7 as uuidv7 } from 'uuid';
import { startRosters, type Rosters } from './rosters';

let rosters: Rosters;
let confirmed: EventRecorder<typeof enrollmentConfirmed>;
let waitlisted: EventRecorder<typeof enrollmentWaitlisted>;
let withdrawn: EventRecorder<typeof enrollmentWithdrawn>;

beforeAll(async () => {
  rosters = await startRosters();
  confirmed = await recordEvents(rosters.backingServices, enrollmentConfirmed);
  waitlisted = await recordEvents(rosters.backingServices, enrollmentWaitlisted);
  withdrawn = await recordEvents(rosters.backingServices, enrollmentWithdrawn);
});
afterAll(async () => {
  await Promise.all([confirmed, waitlisted, withdrawn].map((recorder) => recorder.stop()));
  await rosters.stop();
});

const readRoster = async (courseId: string) =>
  (await rosters.request.get(`/v1/rosters/${courseId}`).expect(200)).body;
const myPlace = async (courseId: string, { headers }: TestUser) =>
  (await rosters.request.get(`/v1/rosters/${courseId}/my-enrollment`).set(headers).expect(200)).body.place;
const students = (count: number) => Promise.all(Array.from({ length: count }, () => rosters.student()));

describe('enrolling', () => {
  it('takes a seat and publishes enrollment.confirmed', async () => {
    const course = await rosters.opened({ title: 'Announced' });
    const student = await rosters.student();
    const { body: place } = await rosters.enroll(course.id, student).expect(200);
    expect(place).toEqual({
      id: expect.any(String),
      courseId: course.id,
      studentId: student.id,
      enrolledAt: expect.any(String),
      status: 'confirmed',
    });
    const { status: _, ...facts } = place;
    expect(await confirmed.about(place.id)).toMatchObject({
      source: 'enrollments',
      aggregateVersion: 2,
      data: { ...facts, courseTitle: 'Announced' },
    });
    expect(await readRoster(course.id)).toMatchObject({ seatsTaken: 1, seatsLeft: 29, version: 2 });
    expect(await myPlace(course.id, student)).toEqual(place);
  });

  it('returns the same enrollment for repeated and concurrent requests', async () => {
    const course = await rosters.opened();
    const student = await rosters.student();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => rosters.enroll(course.id, student).expect(200)),
    );
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(await readRoster(course.id)).toMatchObject({ seatsTaken: 1, waiting: 0, version: 2 });
  });

  it('never assigns more seats than there are, nor two to one student, under concurrency', async () => {
    const course = await rosters.opened({ capacity: 10 });
    const all = await students(30);
    const answers = await Promise.all([...all, ...all].map((student) => rosters.enroll(course.id, student)));
    const places = answers.map(({ body }) => body as Place);
    const seats = new Set(places.filter(({ status }) => status === 'confirmed').map(({ id }) => id));
    const waiting = places.filter(({ status }) => status === 'waiting');
    expect(seats.size).toBe(10);
    expect(new Set(places.map(({ id }) => id)).size).toBe(30);
    expect(new Set(waiting.map(({ position }) => position)).size).toBe(20);
    expect(await readRoster(course.id)).toMatchObject({ seatsTaken: 10, seatsLeft: 0, waiting: 20 });
    for (const id of seats) await confirmed.about(id);
    expect(confirmed.messages.filter(({ data }) => data.courseId === course.id)).toHaveLength(10);
  });

  it('puts students of a full course on the waiting list in order', async () => {
    const course = await rosters.opened({ capacity: 1 });
    const [first, second, third] = await students(3);
    await rosters.enroll(course.id, first!).expect(200);
    expect((await rosters.enroll(course.id, second!).expect(200)).body).toMatchObject({
      status: 'waiting',
      position: 1,
    });
    const { body: place } = await rosters.enroll(course.id, third!).expect(200);
    expect(place).toMatchObject({ status: 'waiting', position: 2 });
    expect(await waitlisted.about(place.id)).toMatchObject({ aggregateVersion: 1 });
  });

  it('rejects a course without a roster', async () => {
    const courseId = uuidv7();
    const student = await rosters.student();
    for (const answer of [
      await rosters.enroll(courseId, student),
      await rosters.withdraw(courseId, student),
      await rosters.request.get(`/v1/rosters/${courseId}`),
      await rosters.request.get(`/v1/rosters/${courseId}/my-enrollment`).set(student.headers),
    ])
      expect(answer.body).toMatchObject({ status: 404, code: 'roster-not-found' });
  });
});

describe('withdrawing', () => {
  it('gives the seat to the first who waits, once, and publishes both events', async () => {
    const course = await rosters.opened({ capacity: 1 });
    const [leaves, next, last] = await students(3);
    const { body: left } = await rosters.enroll(course.id, leaves!).expect(200);
    const { body: waited } = await rosters.enroll(course.id, next!).expect(200);
    await rosters.enroll(course.id, last!).expect(200);
    await Promise.all([1, 2, 3].map(() => rosters.withdraw(course.id, leaves!).expect(204)));
    expect(await withdrawn.about(left.id)).toMatchObject({
      aggregateVersion: 4,
      data: { reason: 'student' },
    });
    await confirmed.about(waited.id);
    expect(await myPlace(course.id, leaves!)).toBeNull();
    expect(await myPlace(course.id, next!)).toMatchObject({ id: waited.id, status: 'confirmed' });
    expect(await myPlace(course.id, last!)).toMatchObject({ status: 'waiting', position: 1 });
    expect(await readRoster(course.id)).toMatchObject({ seatsTaken: 1, waiting: 1, version: 5 });
  });

  it('gives up a place in the waiting list', async () => {
    const course = await rosters.opened({ capacity: 1 });
    const [seated, gives, stays] = await students(3);
    for (const student of [seated, gives, stays]) await rosters.enroll(course.id, student!).expect(200);
    await rosters.withdraw(course.id, gives!).expect(204);
    expect(await myPlace(course.id, stays!)).toMatchObject({ position: 1 });
    expect(await readRoster(course.id)).toMatchObject({ seatsTaken: 1, waiting: 1 });
  });

  it('changes nothing for a student without a place', async () => {
    const course = await rosters.opened();
    await rosters.withdraw(course.id, await rosters.student()).expect(204);
    expect(await readRoster(course.id)).toMatchObject({ version: 1 });
  });

  it('creates a new enrollment at the end of the waiting list when the student comes back', async () => {
    const course = await rosters.opened({ capacity: 1 });
    const [restless, patient] = await students(2);
    const { body: before } = await rosters.enroll(course.id, restless!).expect(200);
    await rosters.enroll(course.id, patient!).expect(200);
    await rosters.withdraw(course.id, restless!).expect(204);
    const { body: after } = await rosters.enroll(course.id, restless!).expect(200);
    expect(after).toMatchObject({ status: 'waiting', position: 1 });
    expect(after.id).not.toBe(before.id);
  });
});
