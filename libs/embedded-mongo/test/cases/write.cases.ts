import type { Case } from './case';

const three = [
  { _id: 1, a: 1 },
  { _id: 2, a: 1 },
  { _id: 3, a: 2 },
];
const counts = (over: object) => ({
  insertedCount: 0,
  matchedCount: 0,
  modifiedCount: 0,
  upsertedCount: 0,
  deletedCount: 0,
  ...over,
});

export const writeCases: Case[] = [
  {
    name: 'deleteOne',
    given: three,
    run: async (c) => [await c.deleteOne({ a: 1 }), await c.countDocuments()],
    expect: [{ acknowledged: true, deletedCount: 1 }, 2],
  },
  {
    name: 'deleteMany',
    given: three,
    run: async (c) => [await c.deleteMany({ a: 1 }), await c.countDocuments()],
    expect: [{ acknowledged: true, deletedCount: 2 }, 1],
  },
  {
    name: 'deleteMany of everything',
    given: three,
    run: async (c) => [await c.deleteMany({}), await c.countDocuments()],
    expect: [{ acknowledged: true, deletedCount: 3 }, 0],
  },
  {
    name: 'deleting nothing',
    run: (c) => c.deleteOne({ a: 1 }),
    expect: { acknowledged: true, deletedCount: 0 },
  },
  {
    name: 'a deleted id is free again',
    given: three,
    run: async (c) => {
      await c.deleteOne({ _id: 1 });
      return c.insertOne({ _id: 1 });
    },
    expect: { acknowledged: true, insertedId: 1 },
  },
  {
    name: 'bulkWrite of everything',
    given: three,
    run: async (c) => {
      const result = await c.bulkWrite([
        { insertOne: { document: { _id: 4, a: 4 } } },
        { updateOne: { filter: { _id: 1 }, update: { $set: { b: 1 } } } },
        { updateMany: { filter: { a: 1 }, update: { $inc: { a: 10 } } } },
        { updateOne: { filter: { _id: 9 }, update: { $set: { b: 1 } }, upsert: true } },
        { replaceOne: { filter: { _id: 3 }, replacement: { c: 1 } } },
        { deleteOne: { filter: { _id: 2 } } },
        { deleteMany: { filter: { b: 1 } } },
      ]);
      const { insertedCount, matchedCount, modifiedCount, upsertedCount, deletedCount, upsertedIds } = result;
      return [
        { insertedCount, matchedCount, modifiedCount, upsertedCount, deletedCount, upsertedIds },
        await c.find().sort({ _id: 1 }).toArray(),
      ];
    },
    expect: [
      counts({
        insertedCount: 1,
        matchedCount: 4,
        modifiedCount: 4,
        upsertedCount: 1,
        deletedCount: 3,
        upsertedIds: { 3: 9 },
      }),
      [
        { _id: 3, c: 1 },
        { _id: 4, a: 4 },
      ],
    ],
  },
  {
    name: 'unordered bulkWrite goes on after an error',
    given: three,
    run: (c) =>
      c.bulkWrite(
        [
          { updateOne: { filter: { _id: 1 }, update: { $set: { b: 1 } } } },
          { updateOne: { filter: { _id: 2 }, update: { $inc: { a: 'x' } as never } } },
          { updateOne: { filter: { _id: 3 }, update: { $set: { b: 1 } } } },
        ],
        { ordered: false },
      ),
    expect: {
      error: {
        code: 14,
        writeErrors: [{ index: 1, code: 14 }],
        counts: counts({ matchedCount: 2, modifiedCount: 2 }),
      },
    },
  },
  {
    name: 'ordered bulkWrite stops at an error',
    given: three,
    run: (c) =>
      c.bulkWrite([
        { updateOne: { filter: { _id: 1 }, update: { $set: { b: 1 } } } },
        { updateOne: { filter: { _id: 2 }, update: { $inc: { a: 'x' } as never } } },
        { updateOne: { filter: { _id: 3 }, update: { $set: { b: 1 } } } },
      ]),
    expect: {
      error: {
        code: 14,
        writeErrors: [{ index: 1, code: 14 }],
        counts: counts({ matchedCount: 1, modifiedCount: 1 }),
      },
    },
  },
  {
    name: 'one update command reports the index of each statement',
    given: three,
    run: async (c, db) => {
      await c.createIndex({ u: 1 }, { unique: true, sparse: true });
      const statement = (id: number, u: object) => ({ q: { _id: id }, u });
      return db.command({
        update: c.collectionName,
        ordered: false,
        updates: [
          statement(1, { $set: { u: 1 } }),
          statement(2, { $set: { u: 1 } }),
          statement(3, { $set: { u: 2 } }),
          { q: { _id: 8 }, u: { $set: { u: 3 } }, upsert: true },
        ],
      });
    },
    expect: {
      n: 3,
      nModified: 2,
      ok: 1,
      upserted: [{ index: 3, _id: 8 }],
      writeErrors: [
        {
          index: 1,
          code: 11000,
          keyPattern: { u: 1 },
          keyValue: { u: 1 },
          errmsg: expect.stringContaining('index: u_1 dup key: { u: 1 }'),
        },
      ],
    },
  },
  {
    name: 'write errors carry key pattern and value',
    given: three,
    run: (c, db) => db.command({ insert: c.collectionName, documents: [{ _id: 1 }] }),
    expect: {
      n: 0,
      ok: 1,
      writeErrors: [
        {
          index: 0,
          code: 11000,
          keyPattern: { _id: 1 },
          keyValue: { _id: 1 },
          errmsg: expect.stringContaining('index: _id_ dup key: { _id: 1 }'),
        },
      ],
    },
  },
  {
    name: 'an unacknowledged write is done',
    run: async (c) => [await c.insertOne({ _id: 1 }, { writeConcern: { w: 0 } }), await c.countDocuments()],
    expect: [{ acknowledged: false, insertedId: 1 }, 1],
  },
];
