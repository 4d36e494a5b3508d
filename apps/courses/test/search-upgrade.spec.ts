import { Database } from '@courses/mongo';
import { startBackingServices, waitFor, type BackingServices } from '@courses/testing';
import pino from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { MongoCourseRepository } from '../src/persistence/mongo-course.repository';

const logger = pino({ level: 'silent' });
let backingServices: BackingServices;
let database: Database;

beforeAll(async () => {
  backingServices = await startBackingServices();
  database = new Database(backingServices.mongodbUri, 'upgrade', logger);
  database.start();
  await database.ready();
});
afterAll(async () => {
  await database.stop();
  await backingServices.stop();
});

/** As it was stored before courses had search words. */
const former = (title: string, status: string) => ({
  _id: uuidv7(),
  version: 1,
  status,
  title,
  titleKey: title.toLowerCase(),
  titleWords: [title.toLowerCase()],
  summary: 'About ropes',
  tags: ['sailing'],
  lessons: [{ id: uuidv7(), title: 'The bowline', durationMinutes: 5, content: '' }],
  outbox: [],
});

it('finds and suggests courses that were stored before there were search words, more than one batch of them', async () => {
  const documents = Array.from({ length: 205 }, () => former('Knots', 'published'));
  documents.push(former('Confidential', 'draft'));
  await database.connection.collection('courses').insertMany(documents as never[]);
  const upgraded = new Database(backingServices.mongodbUri, 'upgrade', logger);
  const courses = new MongoCourseRepository(upgraded, () => undefined);
  upgraded.start();
  await upgraded.ready();
  const unfilled = { searchWords: { $exists: false } };
  await waitFor(
    'every course to have words',
    async () => (await upgraded.connection.collection('courses').countDocuments(unfilled)) === 0,
  );
  const { items } = await courses.list({ search: 'bowline sailing', sort: 'newest', limit: 300 });
  expect(items).toHaveLength(206);
  expect(items[0]).not.toHaveProperty('titleWords');
  expect(items[0]).toHaveProperty('version', 1);
  expect(await courses.similarWords('sailling')).toEqual(['sailing']);
  expect(await courses.similarWords('confidentail')).toEqual([]);
  await upgraded.stop();
});
