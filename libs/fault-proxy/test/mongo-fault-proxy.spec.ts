import { startEmbeddedMongo, type EmbeddedMongo } from '@courses/embedded-mongo';
import { MongoFaultProxy } from '../src';
import { mongo } from 'mongoose';

let server: EmbeddedMongo;
let proxy: MongoFaultProxy;
let client: mongo.MongoClient;
const things = () => client.db('test').collection<{ _id: number }>('things');

beforeEach(async () => {
  server = await startEmbeddedMongo();
  const { hostname, port } = new URL(server.uri);
  proxy = await MongoFaultProxy.start({ target: { host: hostname, port: Number(port) } });
  client = await mongo.MongoClient.connect(proxy.url, {
    retryReads: false,
    retryWrites: false,
    socketTimeoutMS: 1_000,
  });
});
afterEach(async () => {
  await client.close();
  await proxy.stop();
  await server.stop();
});

it('answers a command with an error and labels that the server never gets', async () => {
  const fault = proxy.failCommand({
    commands: ['insert'],
    errorCode: 91,
    errorLabels: ['RetryableWriteError'],
  });
  const error: unknown = await things()
    .insertOne({ _id: 1 })
    .catch((caught: unknown) => caught);
  expect(error).toMatchObject({ code: 91 });
  expect((error as mongo.MongoError).hasErrorLabel('RetryableWriteError')).toBe(true);
  expect(fault.hits).toBe(1);
  expect(await things().countDocuments()).toBe(0);
  proxy.heal();
  await things().insertOne({ _id: 1 });
  expect(await things().countDocuments()).toBe(1);
});

it('hits only the commands after the first ones, and only so many', async () => {
  proxy.failCommand({ commands: ['find'], errorCode: 189, skip: 1, times: 1 });
  const codes: unknown[] = [];
  for (let index = 0; index < 3; index += 1)
    await things()
      .findOne({ _id: index })
      .then(
        () => codes.push('answered'),
        ({ code }: mongo.MongoServerError) => codes.push(code),
      );
  expect(codes).toEqual(['answered', 189, 'answered']);
});

it('never answers a command, while others get through', async () => {
  const fault = proxy.failCommand({ commands: ['update'], never: true, times: 1 });
  const update = () => things().updateOne({ _id: 2 }, { $set: { a: 1 } }, { upsert: true });
  await Promise.all([expect(update()).rejects.toThrow(mongo.MongoNetworkTimeoutError), things().findOne()]);
  expect(fault.hits).toBe(1);
  await update();
  expect(await things().countDocuments()).toBe(1);
});

it('delays a command that the server gets afterwards', async () => {
  proxy.failCommand({ commands: ['insert'], blockTimeMS: 200 });
  const started = performance.now();
  await things().insertOne({ _id: 3 });
  expect(performance.now() - started).toBeGreaterThan(190);
  expect(await things().countDocuments()).toBe(1);
});
