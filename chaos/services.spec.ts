import { buildBundles, untilReady, waitFor, type ServiceProcess, type TestUser } from '@courses/testing';
import { publishCourse } from './environment/publish-course';
import { startServicesEnvironment, type ServicesEnvironment } from './environment/services-environment';

jest.setTimeout(600_000);

/** `COURSES=10000 npm run test:integration` is the long form. */
const courseCount = Number(process.env.COURSES ?? 2_000);
const unreachableBroker = 'amqp://127.0.0.1:1';

let environment: ServicesEnvironment;
let enrollments: ServiceProcess;
let instructor: TestUser;

beforeAll(async () => {
  buildBundles('courses', 'enrollments');
  const { AMQP_URL = '', MONGODB_URI = '' } = process.env;
  environment = await startServicesEnvironment(MONGODB_URI, AMQP_URL);
  instructor = await environment.issuer.user(['instructor']);
  enrollments = await environment.start('enrollments');
  await untilReady([enrollments]);
});
afterAll(async () => {
  expect(await enrollments.stop()).toBe(0);
  await environment.stop();
});

const rosters = () => environment.database.collection('rosters');
const courses = () => environment.database.collection('courses');
const pendingCourses = () => courses().countDocuments({ outboxAt: { $exists: true } });
const untilOutboxEmpty = () => waitFor('the outbox to be empty', async () => (await pendingCourses()) === 0);

const getRoster = async (courseId: string) =>
  (await (await fetch(`${enrollments.url}/v1/rosters/${courseId}`)).json()) as { courseId?: string };

/** May take 30 s: events that a killed relay had claimed are published after its lease expires. */
async function expectOneRosterEach(courseIds: string[]): Promise<void> {
  for (const courseId of courseIds) {
    const roster = await waitFor(`the roster of ${courseId}`, async () => {
      const found = await getRoster(courseId);
      return found.courseId ? found : undefined;
    });
    expect(roster).toMatchObject({ courseId, version: 1 });
  }
}

const untilDatabaseConnected = ({ url }: ServiceProcess) =>
  waitFor('the database', async () => {
    const { checks } = (await (await fetch(`${url}/health/ready`)).json()) as { checks: { mongodb: string } };
    return checks.mongodb === 'connected';
  });

/** Publishes courses with this many requests at a time and adds the ids of those that were confirmed; rejects on the first error. */
async function publishCourses(
  { url }: ServiceProcess,
  { count, concurrency }: { count: number; concurrency: number },
  ids: string[] = [],
): Promise<string[]> {
  let left = count;
  const worker = async () => {
    while (left-- > 0) ids.push(await publishCourse(url, instructor));
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return ids;
}

it('loses no event when the courses service is killed between the write and the publish', async () => {
  const disconnected = await environment.start('courses', { AMQP_URL: unreachableBroker });
  await untilDatabaseConnected(disconnected);
  const ids = await publishCourses(disconnected, { count: 20, concurrency: 4 });
  await disconnected.kill();
  expect(await pendingCourses()).toBe(20);
  expect(await getRoster(ids[0] ?? '')).toMatchObject({ code: 'roster-not-found' });

  const service = await environment.start('courses');
  await expectOneRosterEach(ids);
  await untilOutboxEmpty();
  expect(await service.stop()).toBe(0);
});

it('loses no event and opens no roster twice when the courses service is killed while it publishes', async () => {
  const confirmed: string[] = [];
  for (let kills = 0; kills < 5; kills += 1) {
    const service = await environment.start('courses');
    await untilDatabaseConnected(service);
    const goal = confirmed.length + 15 + kills * 7;
    const load = publishCourses(service, { count: 1_000, concurrency: 8 }, confirmed);
    const interrupted = expect(load).rejects.toThrow();
    await waitFor('some courses', () => confirmed.length >= goal);
    await service.kill();
    await interrupted;
  }
  const service = await environment.start('courses');
  const published = (await courses().distinct('_id', { status: 'published' })).map(String);
  expect(published).toEqual(expect.arrayContaining(confirmed));
  await expectOneRosterEach(published);
  await untilOutboxEmpty();
  expect(await rosters().countDocuments()).toBe(published.length);
  expect(await service.stop()).toBe(0);
});

it(`opens exactly one roster for each of ${courseCount} published courses`, async () => {
  const service = await environment.start('courses');
  await untilReady([service]);
  await expectOneRosterEach(await publishCourses(service, { count: 1, concurrency: 1 }));

  const before = await rosters().countDocuments();
  await publishCourses(service, { count: courseCount, concurrency: 16 });
  const allOpened = async () => (await rosters().countDocuments()) >= before + courseCount;
  await waitFor('all rosters', allOpened, 120_000);
  await untilOutboxEmpty();
  expect(await rosters().countDocuments()).toBe(before + courseCount);
  expect(await rosters().countDocuments({ version: { $ne: 1 } })).toBe(0);
  expect(await service.stop()).toBe(0);
});
