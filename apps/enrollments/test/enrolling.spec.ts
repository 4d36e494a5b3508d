import { enrollment as enrollmentSchema, enrollmentConfirmed, type Enrollment } from '@courses/contracts';
import { aCourse, recordEvents, type EventRecorder } from '@courses/testing';
import { v7 as uuidv7 } from 'uuid';
import { startRosters, type Rosters } from './rosters';

let rosters: Rosters;
let confirmed: EventRecorder<typeof enrollmentConfirmed>;

beforeAll(async () => {
  rosters = await startRosters();
  confirmed = await recordEvents(rosters.neighbours, enrollmentConfirmed);
});
afterAll(async () => {
  await confirmed.stop();
  await rosters.stop();
});

const readRoster = async (courseId: string) =>
  (await rosters.request.get(`/v1/rosters/${courseId}`).expect(200)).body;

describe('a roster', () => {
  it('opens when a course is published', async () => {
    const course = await rosters.opened({ capacity: 2, title: 'Small course' });
    expect(await readRoster(course.id)).toEqual({
      courseId: course.id,
      courseTitle: 'Small course',
      status: 'open',
      capacity: 2,
      seatsTaken: 0,
      seatsLeft: 2,
      version: 1,
    });
  });

  it('stays as it is when the event comes again', async () => {
    const course = await rosters.opened({ capacity: 2 });
    await rosters.enroll(course.id).expect(201);
    await rosters.announce(course);
    const other = aCourse();
    await rosters.announce(other);
    await rosters.opened();
    expect(await readRoster(course.id)).toMatchObject({ seatsTaken: 1, version: 2 });
  });

  it('lists its seats in the order in which they were taken, page by page', async () => {
    const course = await rosters.opened();
    const seats: Enrollment[] = [];
    for (let count = 0; count < 5; count += 1)
      seats.push((await rosters.enroll(course.id).expect(201)).body as Enrollment);
    const path = `/v1/rosters/${course.id}/enrollments`;
    const walked: Enrollment[] = [];
    let cursor: string | undefined;
    do {
      const query = { limit: 2, ...(cursor ? { cursor } : {}) };
      const page = (await rosters.request.get(path).query(query).expect(200)).body;
      walked.push(...(page.items as Enrollment[]));
      cursor = page.nextCursor;
    } while (cursor);
    expect(walked).toEqual(seats);
  });
});

describe('enrolling', () => {
  it('takes a seat and announces it', async () => {
    const course = await rosters.opened({ title: 'Announced' });
    const studentId = uuidv7();
    const seat = enrollmentSchema.parse((await rosters.enroll(course.id, studentId).expect(201)).body);
    expect(seat).toMatchObject({ courseId: course.id, studentId });
    expect(await confirmed.about(seat.id)).toMatchObject({
      source: 'enrollments',
      aggregateVersion: 1,
      data: { ...seat, courseTitle: 'Announced' },
    });
    expect(await readRoster(course.id)).toMatchObject({ seatsTaken: 1, seatsLeft: 29, version: 2 });
  });

  it('never gives more seats than there are, nor two to one student, however it is raced', async () => {
    const course = await rosters.opened({ capacity: 10 });
    const students = Array.from({ length: 30 }, () => uuidv7());
    const answers = await Promise.all(
      [...students, ...students].map((student) => rosters.enroll(course.id, student)),
    );
    const seats = answers.filter(({ status }) => status === 201).map(({ body }) => body as Enrollment);
    expect(seats).toHaveLength(10);
    expect(new Set(seats.map(({ studentId }) => studentId)).size).toBe(10);
    const refusals = new Set(answers.filter(({ status }) => status !== 201).map(({ body }) => body.code));
    expect([...refusals].every((code) => ['course-full', 'already-enrolled'].includes(String(code)))).toBe(
      true,
    );
    expect(await readRoster(course.id)).toMatchObject({ seatsTaken: 10, seatsLeft: 0 });
    for (const seat of seats) await confirmed.about(seat.id);
    expect(confirmed.messages.filter(({ data }) => data.courseId === course.id)).toHaveLength(10);
  });

  it('says that the course is full', async () => {
    const course = await rosters.opened({ capacity: 1 });
    await rosters.enroll(course.id).expect(201);
    expect((await rosters.enroll(course.id).expect(409)).body).toMatchObject({ code: 'course-full' });
  });

  it('says that the student has a seat, also when the course is full', async () => {
    const course = await rosters.opened({ capacity: 1 });
    const studentId = uuidv7();
    await rosters.enroll(course.id, studentId).expect(201);
    expect((await rosters.enroll(course.id, studentId).expect(409)).body).toMatchObject({
      code: 'already-enrolled',
    });
  });

  it('gives the same seat to the same request', async () => {
    const course = await rosters.opened();
    const [studentId, key] = [uuidv7(), uuidv7()];
    const answers = await Promise.all(
      [1, 2, 3].map(() => rosters.enroll(course.id, studentId, key).expect(201)),
    );
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(await readRoster(course.id)).toMatchObject({ seatsTaken: 1 });
    expect((await rosters.enroll(course.id, uuidv7(), key).expect(422)).body).toMatchObject({
      code: 'idempotency-key-reused',
    });
  });

  it('is refused where there is no roster', async () => {
    const courseId = uuidv7();
    expect((await rosters.enroll(courseId).expect(404)).body).toMatchObject({ code: 'roster-not-found' });
    await rosters.request.get(`/v1/rosters/${courseId}`).expect(404);
    await rosters.request.get(`/v1/rosters/${courseId}/enrollments`).expect(404);
  });

  it.each([
    ['/studentId', {}],
    ['/studentId', { studentId: 'me' }],
    ['/studentId', { studentId: { $ne: '' } }],
    ['/seatsTaken', { studentId: uuidv7(), seatsTaken: 0 }],
  ])('with a wrong %s is refused: %j', async (pointer, body) => {
    const course = await rosters.opened();
    const answer = await rosters.request.post(`/v1/rosters/${course.id}/enrollments`).send(body).expect(400);
    expect(answer.body.errors).toEqual([expect.objectContaining({ in: 'body', pointer })]);
  });

  it('is refused for what is no course id', async () => {
    await rosters.enroll('42').expect(400);
    await rosters.request.get('/v1/rosters/$where').expect(400);
  });
});
