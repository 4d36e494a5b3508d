import type { Case } from './case';

const queue = [
  { _id: 1, state: 'new', at: 3, n: 0 },
  { _id: 2, state: 'new', at: 1, n: 0 },
  { _id: 3, state: 'done', at: 0, n: 0 },
];

export const findAndModifyCases: Case[] = [
  {
    name: 'gives the old document',
    given: queue,
    run: (c) => c.findOneAndUpdate({ _id: 1 }, { $inc: { n: 1 } }),
    expect: queue[0],
  },
  {
    name: 'gives the new document',
    given: queue,
    run: (c) => c.findOneAndUpdate({ _id: 1 }, { $inc: { n: 1 } }, { returnDocument: 'after' }),
    expect: { ...queue[0], n: 1 },
  },
  {
    name: 'takes the first in order',
    given: queue,
    run: (c) =>
      c.findOneAndUpdate(
        { state: 'new' },
        { $set: { state: 'taken' } },
        { sort: { at: 1 }, returnDocument: 'after' },
      ),
    expect: { ...queue[1], state: 'taken' },
  },
  {
    name: 'projects',
    given: queue,
    run: (c) =>
      c.findOneAndUpdate(
        { _id: 1 },
        { $inc: { n: 1 } },
        { projection: { n: 1, _id: 0 }, returnDocument: 'after' },
      ),
    expect: { n: 1 },
  },
  {
    name: 'projects by exclusion',
    given: queue,
    run: (c) => c.findOneAndUpdate({ _id: 1 }, { $inc: { n: 1 } }, { projection: { state: 0, at: 0 } }),
    expect: { _id: 1, n: 0 },
  },
  {
    name: 'finds nothing',
    given: queue,
    run: (c) => c.findOneAndUpdate({ _id: 9 }, { $inc: { n: 1 } }),
    expect: null,
  },
  {
    name: 'tells what happened',
    given: queue,
    run: (c) => c.findOneAndUpdate({ _id: 1 }, { $inc: { n: 1 } }, { includeResultMetadata: true }),
    expect: { lastErrorObject: { n: 1, updatedExisting: true }, value: queue[0], ok: 1 },
  },
  {
    name: 'tells that nothing happened',
    run: (c) => c.findOneAndUpdate({ _id: 1 }, { $inc: { n: 1 } }, { includeResultMetadata: true }),
    expect: { lastErrorObject: { n: 0, updatedExisting: false }, value: null, ok: 1 },
  },
  {
    name: 'upserts and gives the new document',
    run: (c) =>
      c.findOneAndUpdate(
        { _id: 7, a: 1 },
        { $setOnInsert: { b: 2 } },
        { upsert: true, returnDocument: 'after' },
      ),
    expect: { _id: 7, a: 1, b: 2 },
  },
  {
    name: 'upserts and tells the id',
    run: (c) =>
      c.findOneAndUpdate({ _id: 7 }, { $set: { b: 2 } }, { upsert: true, includeResultMetadata: true }),
    expect: { lastErrorObject: { n: 1, updatedExisting: false, upserted: 7 }, value: null, ok: 1 },
  },
  {
    name: 'updates by a pipeline',
    given: queue,
    run: (c) =>
      c.findOneAndUpdate({ _id: 1 }, [{ $set: { twice: { $multiply: ['$at', 2] } } }], {
        returnDocument: 'after',
      }),
    expect: { ...queue[0], twice: 6 },
  },
  {
    name: 'replaces',
    given: queue,
    run: (c) => c.findOneAndReplace({ _id: 1 }, { x: 1 }, { returnDocument: 'after' }),
    expect: { _id: 1, x: 1 },
  },
  {
    name: 'deletes',
    given: queue,
    run: async (c) => [
      await c.findOneAndDelete({ state: 'new' }, { sort: { at: 1 } }),
      await c.countDocuments(),
    ],
    expect: [queue[1], 2],
  },
  {
    name: 'deletes nothing',
    given: queue,
    run: (c) => c.findOneAndDelete({ _id: 9 }, { includeResultMetadata: true }),
    expect: { lastErrorObject: { n: 0 }, value: null, ok: 1 },
  },
  {
    name: 'tells a duplicate key at the top level',
    given: queue,
    run: async (c) => {
      await c.createIndex({ at: 1 }, { unique: true });
      return c.findOneAndUpdate({ _id: 1 }, { $set: { at: 1 } });
    },
    expect: {
      error: {
        code: 11000,
        codeName: 'DuplicateKey',
        keyPattern: { at: 1 },
        keyValue: { at: 1 },
        message: expect.stringContaining('index: at_1 dup key: { at: 1 }'),
      },
    },
  },
  {
    name: 'refuses an unknown operator',
    given: queue,
    run: (c) => c.findOneAndUpdate({ _id: 1 }, { $foo: { a: 1 } }),
    expect: { error: { code: 9, codeName: 'FailedToParse' } },
  },
  {
    name: 'refuses to change the id',
    given: queue,
    run: (c) => c.findOneAndUpdate({ _id: 1 }, { $set: { _id: 2 } }),
    expect: { error: { code: 66, codeName: 'ImmutableField' } },
  },
  {
    name: 'refuses a result beyond 16 MiB',
    given: [{ _id: 1, s: 'x'.repeat(9_000_000) }],
    run: async (c) => [
      await c
        .findOneAndUpdate({ _id: 1 }, { $set: { t: 'x'.repeat(9_000_000) } })
        .catch((error: { code: number }) => error.code),
      await c.countDocuments({ t: { $exists: true } }),
    ],
    expect: [17419, 0],
    knownDifference: 'another code',
  },
  {
    name: 'refuses update and remove together',
    given: queue,
    run: (c, db) =>
      db.command({ findAndModify: c.collectionName, query: {}, update: { $set: { a: 1 } }, remove: true }),
    expect: { error: { code: 9, codeName: 'FailedToParse' } },
  },
  {
    name: 'refuses to do nothing',
    given: queue,
    run: (c, db) => db.command({ findAndModify: c.collectionName, query: {} }),
    expect: { error: { code: 9, codeName: 'FailedToParse' } },
  },
];
