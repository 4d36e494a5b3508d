import {
  accountRegistered,
  accountRenamed,
  enrollmentsApi,
  problems,
  type Endpoint,
} from '@courses/contracts';
import { aLesson, anEvent, waitFor, type TestUser } from '@courses/testing';
import { v7 as uuidv7 } from 'uuid';
import { startRosters, type Rosters } from './rosters';

let rosters: Rosters;
let instructor: TestUser;
let otherInstructor: TestUser;
let admin: TestUser;
let student: TestUser;
let stranger: TestUser;
let courseId: string;
let enrollmentId: string;
const lesson = aLesson();

beforeAll(async () => {
  rosters = await startRosters();
  instructor = await rosters.issuer.user(['instructor']);
  otherInstructor = await rosters.issuer.user(['instructor']);
  admin = await rosters.issuer.user(['admin']);
  [student, stranger] = [await rosters.student(), await rosters.student()];
  ({ id: courseId } = await rosters.opened({
    instructorId: instructor.id,
    capacity: 1,
    lessons: [lesson, aLesson()],
  }));
  ({ id: enrollmentId } = (await rosters.enroll(courseId, student).expect(200)).body);
  await rosters.enroll(courseId, stranger).expect(200);
  await waitFor('the enrollment', async () => (await read(`/v1/enrollments/${enrollmentId}`, student)).ok);
});
afterAll(() => rosters.stop());

const read = (path: string, user?: TestUser) => rosters.request.get(path).set(user?.headers ?? {});
const listed = async (path: string, user: TestUser) => (await read(path, user).expect(200)).body.items;

const guarded = Object.values(enrollmentsApi).filter((endpoint: Endpoint) => endpoint.access) as (Endpoint & {
  access: object;
})[];

const pathOf = ({ path }: Endpoint) =>
  path.replace(':courseId', courseId).replace(':enrollmentId', enrollmentId).replace(':lessonId', lesson.id);

describe.each(guarded.map((endpoint) => [endpoint.id, endpoint] as const))('%s', (_id, endpoint) => {
  const send = (headers: Record<string, string> = {}) =>
    rosters.request[endpoint.method](pathOf(endpoint)).set(headers);
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

  it('rejects requests without a token', async () => {
    const { body } = await send().expect(401);
    expect(body).toMatchObject({ code: 'unauthenticated' });
  });

  it.each([
    ['that is expired', { exp: 1 }],
    ['for another audience', { aud: 'payroll' }],
    ['of another issuer', { iss: 'http://elsewhere.example' }],
    ['without a subject', { sub: undefined }],
  ])('rejects a token %s', async (_what, claims) => {
    const { body } = await send(bearer(await rosters.issuer.token(claims))).expect(401);
    expect(body.detail).toBe(problems.unauthenticated.title);
  });

  it('rejects a token with an altered payload', async () => {
    const [header, , signature] = student.token.split('.');
    const payload = Buffer.from(JSON.stringify({ sub: instructor.id, roles: ['admin'] })).toString(
      'base64url',
    );
    await send(bearer(`${header}.${payload}.${signature}`)).expect(401);
  });
});

describe('who is in a course', () => {
  const lists = () => [`/v1/rosters/${courseId}/enrollments`, `/v1/rosters/${courseId}/waiting-list`];

  it('can be read by its instructor and by admins', async () => {
    for (const user of [instructor, admin]) {
      const [seats, waiting] = await Promise.all(lists().map((path) => listed(path, user)));
      expect(seats).toEqual([expect.objectContaining({ id: enrollmentId, studentId: student.id })]);
      expect(waiting).toEqual([expect.objectContaining({ studentId: stranger.id })]);
    }
  });

  it('cannot be read by students, other instructors or with forged identities', async () => {
    for (const path of lists()) {
      await read(path).expect(401);
      for (const user of [student, otherInstructor]) {
        const { body } = await read(path, user).expect(403);
        expect(JSON.stringify(body)).not.toContain(instructor.id);
      }
      await read(path, otherInstructor).set('x-user-id', instructor.id).set('x-roles', 'admin').expect(403);
      await read(`${path}?instructorId=${otherInstructor.id}`, otherInstructor).expect(400);
    }
  });

  it('can be read by the new instructor after the course changes hands', async () => {
    const course = await rosters.opened({ instructorId: instructor.id });
    await rosters.changed(course, { instructorId: otherInstructor.id });
    await read(`/v1/rosters/${course.id}/enrollments`, otherInstructor).expect(200);
    await read(`/v1/rosters/${course.id}/enrollments`, instructor).expect(403);
  });

  it('shows the latest known names', async () => {
    const identity = rosters.backingServices.bus('identity');
    await identity.start();
    await waitFor('the bus', () => identity.state === 'connected');
    const publish = (contract: typeof accountRegistered, displayName: string, version: number) => {
      const data = { id: student.id, displayName, roles: ['student' as const] };
      return identity.publish(anEvent(contract, { id: student.id, version }, data));
    };
    const nameIs = (name: string) =>
      waitFor('the name', async () => (await listed(lists()[0]!, instructor))[0].studentName === name);
    await publish(accountRenamed, 'Ada', 2);
    await nameIs('Ada');
    await publish(accountRegistered, 'Ada the first', 1);
    await publish(accountRenamed, 'Ada Lovelace', 3);
    await nameIs('Ada Lovelace');
    const [waits] = await listed(lists()[1]!, instructor);
    expect(waits).not.toHaveProperty('studentName');
    await identity.stop();
  });

  it('is absent from public responses', async () => {
    const { body } = await read(`/v1/rosters/${courseId}`).expect(200);
    expect(Object.keys(body).sort()).toEqual([
      'capacity',
      'courseId',
      'courseTitle',
      'seatsLeft',
      'seatsTaken',
      'status',
      'version',
      'waiting',
    ]);
  });
});

describe("another person's enrollment", () => {
  const lessonPath = () => `/v1/enrollments/${enrollmentId}/completed-lessons/${lesson.id}`;

  it('does not exist for others, not even for the instructor', async () => {
    const unknown = (await read(`/v1/enrollments/${uuidv7()}`, stranger).expect(404)).body;
    for (const user of [stranger, instructor, admin]) {
      const { body } = await read(`/v1/enrollments/${enrollmentId}`, user).expect(404);
      expect({ ...body, instance: '', requestId: '' }).toEqual({ ...unknown, instance: '', requestId: '' });
      await rosters.request.put(lessonPath()).set(user.headers).expect(404);
    }
    expect((await read(`/v1/enrollments/${enrollmentId}`, student).expect(200)).body).toMatchObject({
      completedLessonIds: [],
    });
  });

  it('is not listed when a student filters by the id of another: the parameter is rejected', async () => {
    await read(`/v1/enrollments?studentId=${student.id}`, stranger).expect(400);
  });

  it('keeps its place when a user without an enrollment withdraws', async () => {
    await rosters.withdraw(courseId, otherInstructor).expect(204);
    expect((await read(`/v1/rosters/${courseId}`)).body).toMatchObject({ seatsTaken: 1, waiting: 1 });
  });
});

describe('enroll', () => {
  const put = (user: TestUser, body: object) =>
    rosters.request.put(`/v1/rosters/${courseId}/my-enrollment`).set(user.headers).send(body);

  it.each(['instructor', 'admin'] as const)(
    'responds with 403 to a user whose only role is %s',
    async (role) => {
      await rosters.enroll(courseId, await rosters.issuer.user([role])).expect(403);
    },
  );

  it('rejects a body that names a student, roles, a status or a position', async () => {
    for (const body of [
      { studentId: student.id },
      { roles: ['admin'] },
      { status: 'confirmed' },
      { position: 1 },
    ]) {
      const answer = await put(await rosters.student(), body).expect(400);
      expect(answer.body.errors).toEqual([
        expect.objectContaining({ in: 'body', pointer: `/${Object.keys(body)[0]}` }),
      ]);
    }
    expect((await read(`/v1/rosters/${courseId}`)).body).toMatchObject({ seatsTaken: 1, waiting: 1 });
  });

  it.each(['42', '$where', '%00', '..%2f..'])('rejects %s, which is not a course id', async (id) => {
    await rosters.request.put(`/v1/rosters/${id}/my-enrollment`).set(student.headers).expect(400);
  });
});
