import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { mongo } from 'mongoose';
import { startEmbeddedMongo, type EmbeddedMongo } from '../src';

let server: EmbeddedMongo;
let client: mongo.MongoClient;
const portOf = ({ uri }: EmbeddedMongo) => Number(new URL(uri).port);

beforeEach(async () => {
  server = await startEmbeddedMongo();
  client = await mongo.MongoClient.connect(server.uri);
});

afterEach(async () => {
  await client.close();
  await server.stop();
});

async function open(): Promise<Socket> {
  const socket = connect(portOf(server), '127.0.0.1');
  await once(socket, 'connect');
  return socket;
}

const header = (length: number, opcode: number) => {
  const buffer = Buffer.alloc(16);
  buffer.writeInt32LE(length, 0);
  buffer.writeInt32LE(7, 4);
  buffer.writeInt32LE(opcode, 12);
  return buffer;
};
const message = (opcode: number, body: Buffer) => Buffer.concat([header(16 + body.length, opcode), body]);
const opMsg = (document: Uint8Array) => message(2013, Buffer.concat([Buffer.alloc(5), document]));

test.each([
  ['a length below the header', header(3, 2013)],
  ['a negative length', header(-5, 2013)],
  ['a length above the limit', header(2_000_000_000, 2013)],
  ['an unknown opcode', message(1, Buffer.alloc(20))],
  ['a message without a section', message(2013, Buffer.alloc(4))],
  ['an unknown kind of section', message(2013, Buffer.from([0, 0, 0, 0, 9, 5, 0, 0, 0, 0]))],
  ['a section longer than the message', message(2013, Buffer.from([0, 0, 0, 0, 0, 99, 0, 0, 0, 0]))],
  ['a document that is no BSON', opMsg(Buffer.from([9, 0, 0, 0, 77, 65, 0, 1, 0]))],
  [
    'an endless document sequence',
    message(2013, Buffer.from([0, 0, 0, 0, 1, 11, 0, 0, 0, 97, 0, 0, 0, 0, 0, 0])),
  ],
  ['text', Buffer.from('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')],
  ['an OP_QUERY without an end of its name', message(2004, Buffer.alloc(8, 1))],
])('%s closes that connection and no other', async (_name, bytes) => {
  const socket = await open();
  socket.resume().write(bytes);
  await once(socket, 'close');
  expect(await client.db('x').command({ ping: 1 })).toEqual({ ok: 1 });
});

test('the first hello may come as OP_QUERY and is answered by OP_REPLY', async () => {
  const socket = await open();
  const name = Buffer.from('admin.$cmd\0');
  const body = [
    Buffer.alloc(4),
    name,
    Buffer.alloc(8),
    Buffer.from(mongo.BSON.serialize({ hello: 1, helloOk: true })),
  ];
  socket.write(message(2004, Buffer.concat(body)));
  const [reply] = (await once(socket, 'data')) as [Buffer];
  expect([reply.readInt32LE(8), reply.readInt32LE(12), reply.readInt32LE(32)]).toEqual([7, 1, 1]);
  expect(mongo.BSON.deserialize(reply.subarray(36))).toMatchObject({ isWritablePrimary: true, ok: 1 });
  socket.destroy();
});

test('a message in many pieces, and two in one piece, are answered', async () => {
  const socket = await open();
  const ping = opMsg(mongo.BSON.serialize({ ping: 1, $db: 'x' }));
  const both = Buffer.concat([ping, ping]);
  const replyBytes = 34;
  let received = 0;
  const done = new Promise<void>((resolve) => {
    socket.on('data', (chunk) => {
      received += chunk.length;
      if (received >= 2 * replyBytes) resolve();
    });
  });
  for (const byte of both.subarray(0, 20)) socket.write(Buffer.from([byte]));
  socket.write(both.subarray(20));
  await done;
  expect(received).toBe(2 * replyBytes);
  socket.destroy();
});

test('an answer of many megabytes arrives whole', async () => {
  const collection = client.db('x').collection('big');
  for (let n = 0; n < 4; n++) await collection.insertOne({ n, text: 'x'.repeat(9_000_000) });
  const found = await collection.find().toArray();
  expect(found.map(({ text }) => (text as string).length)).toEqual(Array(4).fill(9_000_000));
});

test('a taken port rejects with the error of the system', async () => {
  await expect(startEmbeddedMongo({ port: portOf(server) })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

test('stop ends connections, and a client notices', async () => {
  const other = await startEmbeddedMongo();
  const guest = await mongo.MongoClient.connect(other.uri, { serverSelectionTimeoutMS: 10_000 });
  await other.stop();
  await expect(guest.db('x').command({ ping: 1 })).rejects.toBeInstanceOf(mongo.MongoError);
  await guest.close();
});

test('two servers do not see each other', async () => {
  const other = await startEmbeddedMongo();
  const guest = await mongo.MongoClient.connect(other.uri);
  await client.db('x').collection('c').insertOne({ a: 1 });
  expect(await guest.db('x').collection('c').countDocuments()).toBe(0);
  await guest.close();
  await other.stop();
});

test('documents with hostile field names leave prototypes alone', async () => {
  const collection = client.db('x').collection('c');
  const hostile = JSON.parse(
    '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"a":[{"__proto__":{"polluted":1}}]}',
  ) as object;
  await collection.insertOne({ ...hostile, _id: 1 as never });
  await collection.updateOne({}, { $set: hostile, $push: { 'x.__proto__.y': 1 } as never });
  await collection.updateOne({}, [{ $set: { b: '$$ROOT' } }]);
  await collection.aggregate([{ $group: { _id: '$constructor', n: { $push: '$$ROOT' } } }]).toArray();
  await collection.aggregate([{ $project: { a: 1, constructor: 1 } }]).toArray();
  await collection.aggregate([{ $addFields: { 'constructor.prototype.polluted': 2 } }]).toArray();
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
  expect(Object.keys((await collection.findOne())!)).toEqual(
    expect.arrayContaining(['__proto__', 'constructor']),
  );
});
