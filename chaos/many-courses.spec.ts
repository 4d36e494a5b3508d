import { randomUUID } from 'node:crypto';
import { buildBundles, startQuickstart, waitFor, type Quickstart } from '@courses/testing';
import { mongo } from 'mongoose';
import { publishCourse, repeat } from './catalogue';

jest.setTimeout(600_000);

const { AMQP_URL = '', MONGODB_URI = '' } = process.env;
const databaseUri = new URL(MONGODB_URI);
databaseUri.pathname = `/many-${randomUUID().slice(0, 13)}`;

let client: mongo.MongoClient;
let quickstart: Quickstart;

beforeAll(async () => {
  buildBundles('quickstart');
  client = await mongo.MongoClient.connect(databaseUri.href);
  quickstart = await startQuickstart({ AMQP_URL, MONGODB_URI: databaseUri.href });
});
afterAll(async () => {
  expect(await quickstart.stop()).toBe(0);
  await client.db().dropDatabase();
  await client.close();
});

const rosters = () => client.db().collection('rosters');

it('opens the roster of a course soon after it is published', async () => {
  const courseId = await publishCourse(quickstart.courses);
  const path = `${quickstart.client}/api/v1/rosters/${courseId}`;
  await waitFor('the roster', async () => (await fetch(path)).ok, 1_000);
});

it('opens 10,000 rosters for 10,000 courses, none twice', async () => {
  const before = await rosters().countDocuments();
  await repeat(10_000, 16, async () => void (await publishCourse(quickstart.courses)));
  await waitFor('every roster', async () => (await rosters().countDocuments()) >= before + 10_000, 120_000);
  await waitFor('an empty outbox', async () => {
    return (
      (await client
        .db()
        .collection('courses')
        .countDocuments({ outboxAt: { $exists: true } })) === 0
    );
  });
  expect(await rosters().countDocuments()).toBe(before + 10_000);
  expect(await rosters().countDocuments({ version: { $ne: 1 } })).toBe(0);
});
