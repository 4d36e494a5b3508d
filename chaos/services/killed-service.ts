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

const noBroker = 'amqp://127.0.0.1:1';
const { AMQP_URL = '', MONGODB_URI = '' } = process.env;
const databaseUri = new URL(MONGODB_URI);
databaseUri.pathname = `/chaos-${randomUUID().slice(0, 13)}`;
let env: Record<string, string> = { MONGODB_URI: databaseUri.href, AMQP_URL, LOG_LEVEL: 'info' };

let client: mongo.MongoClient;
let enrollments: ServiceProcess;
let issuer: TestIssuer;
let instructor: TestUser;

const databaseConnected = ({ url }: ServiceProcess) =>
  waitFor('the database', async () => {
    const { checks } = (await (await fetch(`${url}/health/ready`)).json()) as { checks: { mongodb: string } };
    return checks.mongodb === 'connected';
  });

const roster = async (courseId: string) =>
  (await (await fetch(`${enrollments.url}/v1/rosters/${courseId}`)).json()) as {
    courseId?: string;
    version?: number;
  };

/** What a killed relay had claimed waits for the end of its lease of 30 s. */
async function expectOneRosterEach(courseIds: string[]): Promise<void> {
  for (const courseId of courseIds) {
    const found = await waitFor(`the roster of ${courseId}`, async () => {
      const answer = await roster(courseId);
      return answer.courseId ? answer : undefined;
    });
    expect(found).toMatchObject({ courseId, version: 1 });
  }
}

const published = async () =>
  (await client.db().collection('courses').distinct('_id', { status: 'published' })).map(String);
const pending = () => pendingCourses(client.db());

/** kill -9 of the courses service. */
export function killedService(): void {
  beforeAll(async () => {
    buildBundles('courses', 'enrollments');
    issuer = await testIssuer();
    env = { ...env, ...issuer.env };
    instructor = await issuer.user(['instructor']);
    client = await mongo.MongoClient.connect(databaseUri.href);
    enrollments = await startProcess('enrollments', env);
    await untilReady([enrollments]);
  });
  afterAll(async () => {
    await enrollments.stop();
    await issuer.stop();
    await client.db().dropDatabase();
    await client.close();
  });

  it('between the write and the publish loses no event', async () => {
    const cutOff = await startProcess('courses', { ...env, AMQP_URL: noBroker });
    await databaseConnected(cutOff);
    const ids: string[] = [];
    await repeat(20, 4, async () => void ids.push(await publishCourse(cutOff.url, instructor)));
    await cutOff.kill();
    expect(await pending()).toBe(20);
    expect(await roster(ids[0] ?? '')).toMatchObject({ code: 'roster-not-found' });

    const courses = await startProcess('courses', env);
    await expectOneRosterEach(ids);
    await waitFor('the outbox to be empty', async () => (await pending()) === 0);
    expect(await courses.stop()).toBe(0);
  });

  it('at any moment of publishing loses no event and opens no roster twice', async () => {
    const answered: string[] = [];
    for (let kills = 0; kills < 5; kills += 1) {
      const courses = await startProcess('courses', env);
      await databaseConnected(courses);
      const goal = answered.length + 15 + kills * 7;
      const load = repeat(
        1_000,
        8,
        async () => void answered.push(await publishCourse(courses.url, instructor)),
      );
      const interrupted = expect(load).rejects.toThrow();
      await waitFor('some courses', () => answered.length >= goal);
      await courses.kill();
      await interrupted;
    }
    const courses = await startProcess('courses', env);
    const stored = await published();
    expect(stored).toEqual(expect.arrayContaining(answered));
    await expectOneRosterEach(stored);
    await waitFor('the outbox to be empty', async () => (await pending()) === 0);
    expect(await client.db().collection('rosters').countDocuments()).toBe(stored.length);
    expect(await courses.stop()).toBe(0);
  });
}
