import { randomUUID } from 'node:crypto';
import { authentication } from '@courses/auth';
import type { enrollmentsApi } from '@courses/contracts';
import {
  aCourse,
  describePlans,
  startCountedApi,
  testIssuer,
  type CountedApi,
  type StableEndpointId,
  type TestIssuer,
  type TestUser,
} from '@courses/testing';
import supertest from 'supertest';
import type { Student, Syllabus } from '../src/domain/projection';
import { MongoEnrollmentRepository } from '../src/persistence/mongo-enrollment.repository';
import { MongoProjection } from '../src/persistence/mongo-projection';
import { MongoRosterRepository } from '../src/persistence/mongo-roster.repository';
import { completeLesson, type Enrollment } from '../src/domain/enrollment';
import { routes } from '../src/routes';
import type { Stores } from '../src/stores';
import { syncRosterWhenCourseChanged } from '../src/use-cases/sync-roster-when-course-changed/sync-roster-when-course-changed';

const course = aCourse({ capacity: 1 });
let issuer: TestIssuer;
let counted: CountedApi;
let rosters: MongoRosterRepository;
let stores: Stores;
let student: TestUser;
let instructor: TestUser;
let enrollmentId: string;
let waitingId: string;
const certificateId = randomUUID();

beforeAll(async () => {
  issuer = await testIssuer();
  student = await issuer.user();
  instructor = await issuer.user(['instructor'], course.instructorId);
  counted = await startCountedApi((database) => {
    rosters = new MongoRosterRepository(database);
    stores = {
      rosters,
      enrollments: new MongoEnrollmentRepository(database),
      syllabi: new MongoProjection<Syllabus>(database, 'syllabi'),
      students: new MongoProjection<Student>(database, 'people'),
    };
    return routes(authentication(issuer.config), stores);
  });
  await syncRosterWhenCourseChanged(stores)(course);
  const { body } = await as(student).put(my()).expect(200);
  waitingId = (
    await as(await issuer.user())
      .put(my())
      .expect(200)
  ).body.id;
  await stores.students.upsertIfNewer(student.id, 1, { name: 'Grace Hopper' });
  // Two, so that there is a second page.
  for (const facts of [body, { ...body, id: course.id }])
    await stores.enrollments.advance({ ...facts, courseTitle: course.title }, 'confirmed');
  enrollmentId = body.id;
  const lessonIds = course.lessons.map(({ id }) => id);
  const certificate = { id: certificateId, courseTitle: course.title, studentName: 'Grace Hopper' };
  const toComplete = { lessonId: lessonIds[0]!, lessonIds, certificate };
  const complete = (before: Enrollment) => Promise.resolve(completeLesson(before, toComplete, 'now'));
  await stores.enrollments.update(course.id, complete);
});
afterAll(async () => {
  await counted.stop();
  await issuer.stop();
});

const as = ({ headers }: TestUser) => supertest.agent(counted.url).set(headers);
const its = (path = '') => `/v1/rosters/${course.id}${path}`;
const my = () => its('/my-enrollment');
const mine = (path = '') => `/v1/enrollments/${enrollmentId}${path}`;
const lessonDone = () => mine(`/completed-lessons/${course.lessons[0]?.id}`);
const complete = () => as(student).put(lessonDone());
const remove = (id: string) =>
  as(instructor)
    .put(its(`/enrollments/${id}/removal`))
    .send({ note: 'Moved.' });

/** Sequential database calls of each request: one for a read, two for a write, and the reason for more. */
const calls: Record<
  StableEndpointId<typeof enrollmentsApi>,
  [calls: number, request: () => supertest.Test]
> = {
  readRoster: [1, () => as(student).get(its())],
  listRosters: [1, () => as(student).get(`/v1/rosters?courseIds=${course.id}`)],
  readMyPlace: [1, () => as(student).get(my())],
  // The names are a projection of another service's events: one query for all on the page.
  // So is the syllabus; how far each student is, their enrollments say.
  listSeats: [4, () => as(instructor).get(its('/enrollments'))],
  listWaiting: [2, () => as(instructor).get(its('/waiting-list'))],
  // Seats as above and the names of those who wait, for each 250 of them.
  exportRoster: [5, () => as(instructor).get(its('/export'))],
  // The lessons that a course has now are a projection likewise, and only the enrollment says of which course.
  listMyEnrollments: [2, () => as(student).get('/v1/enrollments')],
  readEnrollment: [2, () => as(student).get(mine())],
  // And the name, for the certificate.
  completeLesson: [4, complete],
  uncompleteLesson: [3, () => as(student).delete(lessonDone())],
  readCertificate: [1, () => as(student).get(`/v1/certificates/${certificateId}`)],
  removeStudent: [2, () => remove(waitingId)],
  withdraw: [2, () => as(student).delete(my())],
  enroll: [2, () => as(student).put(my())],
};

it.each(Object.keys(calls) as (keyof typeof calls)[])(
  '%s makes exactly the declared number of database calls',
  async (id) => {
    const [expectedCalls, send] = calls[id];
    expect(await counted.commandsOf(send)).toHaveLength(expectedCalls);
  },
);

it('a repeated request writes nothing', async () => {
  expect(await counted.commandsOf(() => as(student).put(my()))).toHaveLength(1);
  await complete();
  expect(await counted.commandsOf(complete)).toHaveLength(3);
  expect(await counted.commandsOf(() => remove(waitingId))).toHaveLength(1);
});

describePlans(() => {
  const secondPage = async () => {
    const { body } = await as(student).get('/v1/enrollments?limit=1').expect(200);
    return as(student).get(`/v1/enrollments?limit=1&cursor=${body.nextCursor}`);
  };

  it.each<[string, () => PromiseLike<{ status: number }>]>([
    ...Object.entries(calls).map(([id, [, send]]): [string, typeof send] => [id, send]),
    ['the second page of listMyEnrollments', secondPage],
  ])('%s uses an index', async (_id, send) => {
    expect(await counted.scansOf(send)).toEqual(new Set(['IXSCAN']));
  });

  it('finds pending outbox events, oldest first, without a sort', async () => {
    const claim = { owner: 'test', leaseMs: 1_000, limit: 1, maxBytes: 1 };
    const [query] = await counted.commandsOf(async () => {
      await rosters.outbox.claim(claim);
      return { status: 200 };
    });
    // The MongoDB-compatible server of our tests explains no query with two filters, so only the first is explained.
    const [first] = Object.entries(query?.filter ?? {});
    expect(first?.[0]).toBe('outboxAt');
    const stages = await counted.stagesOf({ ...query, filter: Object.fromEntries([first!]) });
    expect(stages).toContain('IXSCAN');
    expect(stages).not.toContain('SORT');
  });
});
