import type { Case, Doc } from './case';

const upsert = (name: string, filter: Doc, update: Doc, expect: unknown, knownDifference?: string): Case => ({
  name: `upsert: ${name}`,
  run: async (c) => {
    const { matchedCount, modifiedCount, upsertedCount, upsertedId } = await c.updateOne(filter, update, {
      upsert: true,
    });
    return [matchedCount, modifiedCount, upsertedCount, upsertedId, await c.findOne()];
  },
  expect,
  knownDifference,
});

export const upsertCases: Case[] = [
  upsert(
    'takes the equalities of the filter',
    { _id: 5, a: 1, b: { $eq: 2 }, c: { $gt: 3 } },
    { $set: { d: 4 } },
    [0, 0, 1, 5, { _id: 5, a: 1, b: 2, d: 4 }],
  ),
  upsert('from $and', { _id: 5, $and: [{ a: 1 }, { b: { $gt: 1 } }] }, { $set: { d: 4 } }, [
    0,
    0,
    1,
    5,
    { _id: 5, a: 1, d: 4 },
  ]),
  upsert('nested paths', { _id: 5, 'a.b': 1 }, { $set: { 'a.c': 2 } }, [
    0,
    0,
    1,
    5,
    { _id: 5, a: { b: 1, c: 2 } },
  ]),
  upsert('$setOnInsert and $inc', { _id: 5 }, { $setOnInsert: { a: 1 }, $inc: { n: 1 }, $push: { l: 1 } }, [
    0,
    0,
    1,
    5,
    { _id: 5, a: 1, n: 1, l: [1] },
  ]),
  upsert('with an id of its own', { a: 1 }, { $set: { b: 1 } }, [
    0,
    0,
    1,
    'ObjectId(generated)',
    { _id: 'ObjectId(generated)', a: 1, b: 1 },
  ]),
  upsert('with the id from $setOnInsert', { a: 1 }, { $setOnInsert: { _id: 9 } }, [
    0,
    0,
    1,
    9,
    { _id: 9, a: 1 },
  ]),
  upsert('a list of ids is no id', { _id: { $in: [1] } }, { $set: { b: 1 } }, [
    0,
    0,
    1,
    expect.anything(),
    expect.objectContaining({ b: 1 }),
  ]),
  {
    name: 'upsert: replacement',
    run: async (c) => [
      (await c.replaceOne({ _id: 5, a: 1 }, { b: 2 }, { upsert: true })).upsertedId,
      await c.findOne(),
    ],
    expect: [5, { _id: 5, b: 2 }],
  },
  {
    name: 'upsert: pipeline',
    run: async (c) => [
      (await c.updateOne({ _id: 5, a: 1 }, [{ $set: { b: { $add: ['$a', 1] } } }], { upsert: true }))
        .upsertedId,
      await c.findOne(),
    ],
    expect: [5, { _id: 5, a: 1, b: 2 }],
  },
  {
    name: 'upsert: what is there is updated',
    given: [{ _id: 5, a: 1 }],
    run: async (c) => [
      await c.updateOne({ _id: 5 }, { $set: { a: 2 }, $setOnInsert: { b: 1 } }, { upsert: true }),
      await c.findOne(),
    ],
    expect: [
      { acknowledged: true, matchedCount: 1, modifiedCount: 1, upsertedCount: 0, upsertedId: null },
      { _id: 5, a: 2 },
    ],
  },
  {
    name: 'upsert: a filter that misses a document with the id is a duplicate',
    given: [{ _id: 1, version: 2 }],
    run: (c) => c.updateOne({ _id: 1, version: 1 }, { $set: { a: 1 } }, { upsert: true }),
    expect: {
      error: {
        code: 11000,
        keyPattern: { _id: 1 },
        keyValue: { _id: 1 },
        message: expect.stringContaining('dup key: { _id: 1 }'),
      },
    },
  },
];
