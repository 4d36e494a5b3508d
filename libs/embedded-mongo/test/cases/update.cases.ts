import type { mongo } from 'mongoose';
import type { Case, Doc } from './case';

const error = (code: number, codeName?: string) => ({ error: { code, ...(codeName ? { codeName } : {}) } });

export const updateCases: Case[] = [
  {
    name: 'no change is no modification',
    given: [{ _id: 1, a: 1, b: [{ x: 1 }] }],
    run: (c) =>
      c.updateOne(
        { _id: 1 },
        { $set: { a: 1, b: [{ x: 1 }] }, $addToSet: { c: { $each: [] } }, $unset: { nope: '' } },
      ),
    expect: { acknowledged: true, matchedCount: 1, modifiedCount: 1, upsertedCount: 0, upsertedId: null },
  },
  {
    name: 'the same value again',
    given: [{ _id: 1, a: 1 }],
    run: (c) => c.updateOne({ _id: 1 }, { $set: { a: 1 } }),
    expect: { acknowledged: true, matchedCount: 1, modifiedCount: 0, upsertedCount: 0, upsertedId: null },
  },
  {
    name: 'no match',
    given: [{ _id: 1 }],
    run: (c) => c.updateOne({ _id: 2 }, { $set: { a: 1 } }),
    expect: { acknowledged: true, matchedCount: 0, modifiedCount: 0, upsertedCount: 0, upsertedId: null },
  },
  {
    name: 'a conditional update that loses',
    given: [{ _id: 1, version: 2 }],
    run: async (c) => [
      (await c.updateOne({ _id: 1, version: 1 }, { $inc: { version: 1 } })).matchedCount,
      await c.findOne(),
    ],
    expect: [0, { _id: 1, version: 2 }],
  },
  {
    name: 'taking a seat succeeds until the list is full, and only once for each',
    given: [{ _id: 1, capacity: 2, seats: [] }],
    run: async (c) => {
      const take = async (student: string) =>
        (
          await c.updateOne(
            { _id: 1, 'seats.student': { $ne: student }, $expr: { $lt: [{ $size: '$seats' }, '$capacity'] } },
            { $push: { seats: { student } } as never },
          )
        ).modifiedCount;
      return [await take('a'), await take('a'), await take('b'), await take('c'), await c.findOne()];
    },
    expect: [1, 0, 1, 0, { _id: 1, capacity: 2, seats: [{ student: 'a' }, { student: 'b' }] }],
  },
  {
    name: 'updateMany',
    given: [
      { _id: 1, a: 1 },
      { _id: 2, a: 1 },
      { _id: 3, a: 2 },
    ],
    run: (c) => c.updateMany({ a: { $lte: 2 } }, { $set: { a: 2 } }),
    expect: { acknowledged: true, matchedCount: 3, modifiedCount: 2, upsertedCount: 0, upsertedId: null },
  },
  {
    name: 'replaceOne',
    given: [{ _id: 1, a: 1, b: 2 }],
    run: async (c) => [(await c.replaceOne({ a: 1 }, { c: 3 })).modifiedCount, await c.findOne()],
    expect: [1, { _id: 1, c: 3 }],
  },
  {
    name: 'replaceOne with another id',
    given: [{ _id: 1, a: 1 }],
    run: (c) => c.replaceOne({ a: 1 }, { _id: 2 }),
    expect: error(66),
  },
  {
    name: 'updateMany with a whole document',
    given: [{ _id: 1 }],
    run: (c, db) => db.command({ update: c.collectionName, updates: [{ q: {}, u: { a: 1 }, multi: true }] }),
    expect: { n: 0, nModified: 0, ok: 1, writeErrors: [{ index: 0, code: 9, errmsg: expect.any(String) }] },
  },
  {
    name: 'arrayFilters',
    given: [{ _id: 1, a: [{ n: 1 }, { n: 5 }] }],
    run: async (c) => {
      await c.updateOne({}, { $set: { 'a.$[e].big': true } }, { arrayFilters: [{ 'e.n': { $gt: 2 } }] });
      return c.findOne();
    },
    expect: { _id: 1, a: [{ n: 1 }, { n: 5, big: true }] },
  },
  {
    name: 'an update that fails changes nothing',
    given: [{ _id: 1, a: 1, b: 'x' }],
    run: async (c) => [
      await c.updateOne({}, { $set: { a: 2 }, $inc: { b: 1 } }).catch((e: mongo.MongoServerError) => e.code),
      await c.findOne(),
    ],
    expect: [14, { _id: 1, a: 1, b: 'x' }],
  },
  {
    name: 'an update beyond 16 MiB is rejected and changes nothing',
    given: [{ _id: 1, s: 'x'.repeat(9_000_000) }],
    run: async (c) => [
      await c
        .updateOne({}, { $set: { t: 'x'.repeat(9_000_000) } })
        .catch((e: mongo.MongoServerError) => e.code),
      Object.keys((await c.findOne()) as Doc),
    ],
    expect: [17419, ['_id', 's']],
    knownDifference: 'another code',
  },
];
