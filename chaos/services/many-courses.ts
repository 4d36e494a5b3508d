import { randomUUID } from 'node:crypto';
import {
  buildBundles,
  startProcess,
  testIssuer,
  untilReady,
  waitFor,
  type ServiceProcess,
  type TestIssuer,
  type TestUser,
} from '@courses/testing';
import { mongo } from 'mongoose';
import { pendingCourses, publishCourse, repeat } from '../catalog';

/** `COURSES=10000 npm run test:integration` is the long form. */
const count = Number(process.env.COURSES ?? 2_000);

const { AMQP_URL = '', MONGODB_URI = '' } = process.env;
const databaseUri = new URL(MONGODB_URI);
databaseUri.pathname = `/many-${randomUUID().slice(0, 13)}`;

let client: mongo.MongoClient;
let issuer: TestIssuer;
let instructor: TestUser;
let courses: ServiceProcess;
let enrollments: ServiceProcess;

const rosters = () => client.db().collection('rosters');

/** Many courses, one after the other, and a roster for each. */
export function manyCourses(): void {
  beforeAll(async () => {
    buildBundles('courses', 'enrollments');
    issuer = await testIssuer();
    instructor = await issuer.user(['instructor']);
    client = await mongo.MongoClient.connect(databaseUri.href);
    const env = { AMQP_URL, MONGODB_URI: databaseUri.href, LOG_LEVEL: 'info', ...issuer.env };
    [courses, enrollments] = await Promise.all([
      startProcess('courses', env),
      startProcess('enrollments', env),
    ]);
    await untilReady([courses, enrollments]);
  });
  afterAll(async () => {
    expect(await Promise.all([courses.stop(), enrollments.stop()])).toEqual([0, 0]);
    await issuer.stop();
    await client.db().dropDatabase();
    await client.close();
  });

  it('opens the roster of a course that is published', async () => {
    const courseId = await publishCourse(courses.url, instructor);
    const path = `${enrollments.url}/v1/rosters/${courseId}`;
    await waitFor('the roster', async () => (await fetch(path)).ok);
  });

  it(`opens ${count} rosters for ${count} courses, none twice`, async () => {
    const before = await rosters().countDocuments();
    await repeat(count, 16, async () => void (await publishCourse(courses.url, instructor)));
    await waitFor('every roster', async () => (await rosters().countDocuments()) >= before + count, 120_000);
    await waitFor('an empty outbox', async () => (await pendingCourses(client.db())) === 0);
    expect(await rosters().countDocuments()).toBe(before + count);
    expect(await rosters().countDocuments({ version: { $ne: 1 } })).toBe(0);
  });
}
