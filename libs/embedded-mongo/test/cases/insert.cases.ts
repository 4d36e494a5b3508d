import { mongo } from 'mongoose';
import type { Case } from './case';

const duplicateId = (collection: string, id: number) => ({
  code: 11000,
  keyPattern: { _id: 1 },
  keyValue: { _id: id },
  message: `E11000 duplicate key error collection: equality.${collection} index: _id_ dup key: { _id: ${id} }`,
});
const big = (bytes: number) => 'x'.repeat(bytes);

export const insertCases: Case[] = [
  {
    name: 'insertOne answers the id',
    run: (c) => c.insertOne({ _id: 7, a: 1 }),
    expect: { acknowledged: true, insertedId: 7 },
  },
  {
    name: 'insertMany answers the count',
    run: (c) => c.insertMany([{ _id: 1 }, { _id: 2 }]),
    expect: { acknowledged: true, insertedCount: 2, insertedIds: { 0: 1, 1: 2 } },
  },
  {
    name: 'a document comes back as it was',
    run: async (c) => {
      await c.insertOne({
        _id: 1,
        text: 'ä😀',
        list: [1, [2, null], { a: [] }],
        at: new Date(5),
        id: new mongo.ObjectId('000000000000000000000001'),
        bytes: new mongo.Binary(Buffer.from([0, 255])),
        decimal: mongo.Decimal128.fromString('1.50'),
        expression: /a.*b/i,
        big: mongo.Long.fromString('9007199254740993'),
        no: null,
        yes: true,
      });
      return c.findOne({}, { promoteLongs: true });
    },
    expect: {
      _id: 1,
      text: 'ä😀',
      list: [1, [2, null], { a: [] }],
      at: 'Date(5)',
      id: 'ObjectId(000000000000000000000001)',
      bytes: 'Binary(0, AP8=)',
      decimal: 'Decimal128(1.50)',
      expression: '/a.*b/i',
      big: 9007199254740992,
      no: null,
      yes: true,
    },
  },
  {
    name: 'the server makes an id',
    run: async (c, db) => [
      await db.command({ insert: c.collectionName, documents: [{ a: 1 }] }),
      await c.findOne(),
    ],
    expect: [
      { n: 1, ok: 1 },
      { _id: 'ObjectId(generated)', a: 1 },
    ],
  },
  {
    name: 'the id comes first',
    run: async (c) => {
      await c.insertOne({ a: 1, _id: 1 });
      return Object.keys((await c.findOne())!);
    },
    expect: ['_id', 'a'],
  },
  {
    name: 'a taken id',
    given: [{ _id: 1 }],
    run: (c) => c.insertOne({ _id: 1 }),
    expect: { error: duplicateId('insert-a-taken-id', 1) },
  },
  {
    name: 'ordered insertMany stops at the first error',
    given: [{ _id: 2 }],
    run: (c) => c.insertMany([1, 2, 3].map((_id) => ({ _id: _id as never }))),
    expect: {
      error: {
        code: 11000,
        message: expect.stringContaining('dup key: { _id: 2 }'),
        writeErrors: [{ index: 1, code: 11000 }],
        counts: { insertedCount: 1, matchedCount: 0, modifiedCount: 0, upsertedCount: 0, deletedCount: 0 },
      },
    },
  },
  {
    name: 'unordered insertMany goes on',
    given: [{ _id: 2 }],
    run: (c) =>
      c.insertMany(
        [1, 2, 3, 2].map((_id) => ({ _id: _id as never })),
        { ordered: false },
      ),
    expect: {
      error: {
        code: 11000,
        message: expect.stringContaining('dup key: { _id: 2 }'),
        writeErrors: [
          { index: 1, code: 11000 },
          { index: 3, code: 11000 },
        ],
        counts: { insertedCount: 2, matchedCount: 0, modifiedCount: 0, upsertedCount: 0, deletedCount: 0 },
      },
    },
  },
  {
    name: 'an array as id',
    run: (c) => c.insertOne({ _id: [1] as never }),
    expect: { error: { code: 2 } },
    knownDifference: 'takes it',
  },
  {
    name: 'undefined becomes null',
    run: async (c) => {
      await c.insertOne({ _id: 1, a: undefined }, { ignoreUndefined: false });
      return c.findOne();
    },
    expect: { _id: 1, a: null },
  },
  {
    name: 'no documents',
    run: (c, db) => db.command({ insert: c.collectionName, documents: [] }),
    expect: { error: { code: 16, codeName: 'InvalidLength' } },
  },
  {
    name: 'no list of documents',
    run: (c, db) => db.command({ insert: c.collectionName }),
    expect: { error: { code: 40414, codeName: 'IDLFailedToParse' } },
    knownDifference: 'another code',
  },
  {
    name: 'an empty collection name',
    run: (_c, db) => db.command({ insert: '', documents: [{}] }),
    expect: { error: { code: 73, codeName: 'InvalidNamespace' } },
  },
  {
    name: 'a collection name that is no string',
    run: (_c, db) => db.command({ insert: 5, documents: [{}] }),
    expect: { error: { code: 2, codeName: 'BadValue' } },
    knownDifference: 'another code',
  },
  {
    name: 'a document of almost 16 MiB',
    run: async (c) => {
      await c.insertOne({ _id: 1, s: big(16_777_190) });
      return c.countDocuments();
    },
    expect: 1,
  },
  {
    name: 'a document above 16 MiB',
    run: async (c) => {
      const error: unknown = await c
        .insertOne({ _id: 1, s: big(16_777_216) })
        .catch((e: mongo.MongoServerError) => e.code);
      return [error, await c.countDocuments()];
    },
    expect: [10334, 0],
  },
];
