import {
  enrollmentConfirmed,
  enrollmentWithdrawn,
  type Course,
  type Enrollment,
  type Place,
} from '@courses/contracts';
import { recordEvents, waitFor, type EventRecorder, type TestUser } from '@courses/testing';
import { v7 as uuidv7 } from 'uuid';
import { startRosters, type Rosters } from './rosters';

let rosters: Rosters;
let instructor: TestUser;
let confirmed: EventRecorder<typeof enrollmentConfirmed>;
let withdrawn: EventRecorder<typeof enrollmentWithdrawn>;

beforeAll(async () => {
  rosters = await startRosters();
  instructor = await rosters.issuer.user(['instructor']);
  confirmed = await recordEvents(rosters.backingServices, enrollmentConfirmed);
  withdrawn = await recordEvents(rosters.backingServices, enrollmentWithdrawn);
});
afterAll(async () => {
  await Promise.all([confirmed.stop(), withdrawn.stop()]);
  await rosters.stop();
});

const note = 'You moved to the group on Tuesday.';
const remove = (
  courseId: string,
  enrollmentId: string,
  { headers }: TestUser = instructor,
  body = { note },
) =>
  rosters.request.put(`/v1/rosters/${courseId}/enrollments/${enrollmentId}/removal`).set(headers).send(body);
const opened = (changes: Partial<Course> = {}) => rosters.opened({ instructorId: instructor.id, ...changes });
const enrolled = async (courseId: string, student: TestUser): Promise<Place> =>
  (await rosters.enroll(courseId, student).expect(200)).body;
const inState = (student: TestUser, status: string): Promise<Enrollment> =>
  waitFor(`the enrollment to be ${status}`, async () => {
    const { body } = await rosters.request.get('/v1/enrollments').set(student.headers);
    return body.items.find((each: Enrollment) => each.status === status);
  });
const readRoster = async (courseId: string) =>
  (await rosters.request.get(`/v1/rosters/${courseId}`).expect(200)).body;

describe('removing a student', () => {
  it('gives the seat to the first who waits, and tells both students', async () => {
    const course = await opened({ capacity: 1 });
    const [leaves, waits] = [await rosters.student(), await rosters.student()];
    const seat = await enrolled(course.id, leaves);
    const waiting = await enrolled(course.id, waits);
    await remove(course.id, seat.id).expect(204);
    expect(await withdrawn.about(seat.id)).toMatchObject({
      aggregateVersion: 4,
      data: { reason: 'removed', note },
    });
    const { data } = await confirmed.about(waiting.id);
    expect((await inState(leaves, 'withdrawn')).withdrawal).toEqual({ reason: 'removed', note });
    expect(await inState(waits, 'confirmed')).toMatchObject({ id: waiting.id, promotedAt: data.promotedAt });
    expect(data.promotedAt).toEqual(expect.any(String));
  });

  it('changes nothing when it is repeated, or when the student has left', async () => {
    const course = await opened({ capacity: 2 });
    const students = [await rosters.student(), await rosters.student()];
    const [first, second] = await Promise.all(students.map((student) => enrolled(course.id, student)));
    await remove(course.id, first!.id).expect(204);
    await remove(course.id, first!.id).expect(204);
    await rosters.withdraw(course.id, students[1]!).expect(204);
    await remove(course.id, second!.id).expect(204);
    await remove(course.id, uuidv7()).expect(204);
    expect(await withdrawn.about(second!.id)).toMatchObject({ data: { reason: 'student' } });
    expect(await readRoster(course.id)).toMatchObject({ seatsTaken: 0, version: 5 });
  });

  it('takes a place in the waiting list, too', async () => {
    const course = await opened({ capacity: 1 });
    await enrolled(course.id, await rosters.student());
    const waiting = await enrolled(course.id, await rosters.student());
    await remove(course.id, waiting.id).expect(204);
    expect(await readRoster(course.id)).toMatchObject({ seatsTaken: 1, waiting: 0 });
  });

  it('lets the student enroll again, at the end of the waiting list', async () => {
    const course = await opened({ capacity: 1 });
    const student = await rosters.student();
    const seat = await enrolled(course.id, student);
    await enrolled(course.id, await rosters.student());
    await remove(course.id, seat.id).expect(204);
    expect(await enrolled(course.id, student)).toMatchObject({ status: 'waiting', position: 1 });
  });

  it('leaves one withdrawal and one promotion in a race with the student, and never too many seats', async () => {
    const course = await opened({ capacity: 5 });
    const students = await Promise.all(Array.from({ length: 20 }, () => rosters.student()));
    const places: Place[] = [];
    for (const student of students) places.push(await enrolled(course.id, student));
    await Promise.all(
      places
        .slice(0, 5)
        .flatMap(({ id }, index) => [
          remove(course.id, id).expect(204),
          rosters.withdraw(course.id, students[index]!).expect(204),
          rosters
            .changed(course, { version: course.version + 1 + index, capacity: 5 + index })
            .then(() => {}),
        ]),
    );
    for (const { id } of places.slice(0, 5)) await withdrawn.about(id);
    const ofCourse = <Data extends { courseId: string }>({ messages }: { messages: { data: Data }[] }) =>
      messages.map(({ data }) => data).filter(({ courseId }) => courseId === course.id);
    const { capacity, seatsTaken, waiting } = await readRoster(course.id);
    expect(seatsTaken).toBe(capacity);
    expect(seatsTaken + waiting).toBe(15);
    await waitFor('the events', () => ofCourse(confirmed).length === 5 + seatsTaken);
    expect(ofCourse(withdrawn)).toHaveLength(5);
  });

  it('is for the instructor of the course and for admins', async () => {
    const course = await opened();
    const student = await rosters.student();
    const seat = await enrolled(course.id, student);
    const users = [student, await rosters.student(), await rosters.issuer.user(['instructor'])];
    for (const user of users) await remove(course.id, seat.id, user).expect(403);
    expect(await readRoster(course.id)).toMatchObject({ seatsTaken: 1 });
    await remove(course.id, seat.id, await rosters.issuer.user(['admin'])).expect(204);
  });

  it.each([
    ['no reason', {}],
    ['a blank reason', { note: '  ' }],
    ['a reason of 501 characters', { note: 'x'.repeat(501) }],
    ['a reason of two lines', { note: 'one\ntwo' }],
  ])('rejects %s', async (_what, body) => {
    const course = await opened();
    const { body: problem } = await remove(course.id, uuidv7(), instructor, body as { note: string }).expect(
      400,
    );
    expect(problem).toMatchObject({ code: 'validation-failed', errors: [{ in: 'body', pointer: '/note' }] });
  });

  it('is not possible in an archived course, and not without a roster', async () => {
    const course = await opened();
    const seat = await enrolled(course.id, await rosters.student());
    await rosters.changed(course, { status: 'archived' });
    expect((await remove(course.id, seat.id).expect(409)).body).toMatchObject({ code: 'roster-closed' });
    expect((await remove(uuidv7(), seat.id).expect(404)).body).toMatchObject({ code: 'roster-not-found' });
  });
});
