import { mongo } from 'mongoose';
import { startEmbeddedMongo, type EmbeddedMongo } from '../src';
import { Store } from '../src/store/store';

test('the sweep removes what is older than its time to live, and nothing else', () => {
  const store = new Store();
  const collection = store.open('x', 'c');
  collection.addIndex({ v: 2, key: { at: 1 }, name: 'at_1', expireAfterSeconds: 10 });
  const at = (ms: number) => new Date(ms);
  const docs = [
    { at: at(0) },
    { at: at(999) },
    { at: at(1000) },
    { at: [at(5000), at(1)] },
    { at: 'text' },
    { at: 5 },
    {},
  ];
  docs.forEach((doc, _id) => collection.insert({ _id, ...doc }));
  store.sweep(11_000);
  expect(collection.find({ filter: {} }).map(({ doc }) => doc._id)).toEqual([2, 4, 5, 6]);
});

test('a partial time-to-live index expires its members only', () => {
  const store = new Store();
  const collection = store.open('x', 'c');
  const partialFilterExpression = { done: true };
  collection.addIndex({ v: 2, key: { at: 1 }, name: 'at_1', expireAfterSeconds: 0, partialFilterExpression });
  [true, false].forEach((done, _id) => collection.insert({ _id, done, at: new Date(0) }));
  store.sweep(1);
  expect(collection.find({ filter: {} }).map(({ doc }) => doc._id)).toEqual([1]);
});

test('a forgotten cursor is dropped after ten minutes', () => {
  const store = new Store();
  const { id } = store.cursors.open('x.c', [{}, {}], 1, false);
  store.sweep(Date.now() + 599_000);
  expect(store.cursors.next(id, 'x.c', 0)).toMatchObject({ nextBatch: [] });
  store.sweep(Date.now() + 601_000);
  expect(() => store.cursors.next(id, 'x.c', 1)).toThrow('not found');
});

describe('in a running server', () => {
  let server: EmbeddedMongo;
  let client: mongo.MongoClient;

  beforeAll(async () => {
    server = await startEmbeddedMongo();
    client = await mongo.MongoClient.connect(server.uri);
  });

  afterAll(async () => {
    await client.close();
    await server.stop();
  });

  test('an expired document disappears by itself', async () => {
    const collection = client.db('x').collection('messages');
    await collection.createIndex({ expiresAt: 1 }, { expireAfterSeconds: 0 });
    await collection.insertMany([
      { expiresAt: new Date(Date.now() - 1) },
      { expiresAt: new Date(Date.now() + 3_600_000) },
    ]);
    const deadline = Date.now() + 4_000;
    while ((await collection.countDocuments()) > 1 && Date.now() < deadline);
    expect(await collection.countDocuments()).toBe(1);
  });
});
