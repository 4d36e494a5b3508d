import { MongoFaultProxy, type BackingServices } from '@courses/testing';
import { startRosters, type Rosters } from './rosters';

let proxy: MongoFaultProxy;
let rosters: Rosters;

const behindProxy = async (services: BackingServices): Promise<BackingServices> => {
  const { hostname: host, port, pathname } = new URL(services.mongodbUri);
  proxy = await MongoFaultProxy.start({ target: { host, port: Number(port) } });
  const url = new URL(proxy.url);
  url.pathname = pathname;
  return { ...services, mongodbUri: url.href };
};

beforeAll(async () => {
  rosters = await startRosters(behindProxy);
});
afterAll(async () => {
  await rosters.stop();
  await proxy.stop();
});

it('answers 503 when a write is never answered, and the next change of the same course succeeds', async () => {
  const course = await rosters.opened();
  const [first, second] = [await rosters.student(), await rosters.student()];

  proxy.failCommand({ commands: ['update'], never: true });
  const { headers, body } = await rosters.enroll(course.id, first).expect(503);
  expect(body.code).toBe('not-ready');
  expect(headers['retry-after']).toBe('2');

  proxy.heal();
  await rosters.enroll(course.id, second).expect(200);
});
