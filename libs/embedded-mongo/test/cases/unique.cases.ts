import type { Case, Collection, Doc } from './case';

const unique = (
  name: string,
  key: Doc,
  options: Doc,
  given: Doc[],
  write: (c: Collection) => Promise<unknown>,
  expect: unknown,
  knownDifference?: string,
): Case => ({
  name: `unique: ${name}`,
  given,
  run: async (c) => {
    await c.createIndex(key, { unique: true, ...options });
    return write(c);
  },
  expect,
  knownDifference,
});
const taken = (index: string, keyPattern: Doc, keyValue: Doc, shown: string) => ({
  error: {
    code: 11000,
    keyPattern,
    keyValue,
    message: expect.stringMatching(
      new RegExp(
        `collection: equality\\.\\S+ index: ${index} dup key: ${shown.replace(/[{}()[\]]/g, '\\$&')}$`,
      ),
    ),
  },
});
const ok = (insertedId: number) => ({ acknowledged: true, insertedId });

export const uniqueCases: Case[] = [
  unique(
    'insert',
    { a: 1 },
    {},
    [{ _id: 1, a: 'x' }],
    (c) => c.insertOne({ _id: 2, a: 'x' }),
    taken('a_1', { a: 1 }, { a: 'x' }, '{ a: "x" }'),
  ),
  unique('another value', { a: 1 }, {}, [{ _id: 1, a: 'x' }], (c) => c.insertOne({ _id: 2, a: 'y' }), ok(2)),
  unique(
    'a missing field counts as null',
    { a: 1 },
    {},
    [{ _id: 1 }],
    (c) => c.insertOne({ _id: 2, a: null }),
    taken('a_1', { a: 1 }, { a: null }, '{ a: null }'),
  ),
  unique(
    'sparse leaves a missing field out',
    { a: 1 },
    { sparse: true },
    [{ _id: 1 }],
    (c) => c.insertOne({ _id: 2 }),
    ok(2),
  ),
  unique(
    'sparse takes null',
    { a: 1 },
    { sparse: true },
    [{ _id: 1, a: null }],
    (c) => c.insertOne({ _id: 2, a: null }),
    taken('a_1', { a: 1 }, { a: null }, '{ a: null }'),
  ),
  unique(
    'compound',
    { a: 1, b: -1 },
    {},
    [{ _id: 1, a: 1, b: 2 }],
    (c) => c.insertOne({ _id: 2, a: 1, b: 2 }),
    taken('a_1_b_-1', { a: 1, b: -1 }, { a: 1, b: 2 }, '{ a: 1, b: 2 }'),
  ),
  unique(
    'compound that differs in one',
    { a: 1, b: 1 },
    {},
    [{ _id: 1, a: 1, b: 2 }],
    (c) => c.insertOne({ _id: 2, a: 1, b: 3 }),
    ok(2),
  ),
  unique(
    'partial, inside',
    { a: 1 },
    { partialFilterExpression: { live: true } },
    [{ _id: 1, a: 1, live: true }],
    (c) => c.insertOne({ _id: 2, a: 1, live: true }),
    taken('a_1', { a: 1 }, { a: 1 }, '{ a: 1 }'),
  ),
  unique(
    'partial, outside',
    { a: 1 },
    { partialFilterExpression: { live: true } },
    [{ _id: 1, a: 1, live: true }],
    (c) => c.insertOne({ _id: 2, a: 1, live: false }),
    ok(2),
  ),
  unique(
    'partial, moved inside by an update',
    { a: 1 },
    { partialFilterExpression: { live: true } },
    [
      { _id: 1, a: 1, live: true },
      { _id: 2, a: 1 },
    ],
    (c) => c.updateOne({ _id: 2 }, { $set: { live: true } }),
    taken('a_1', { a: 1 }, { a: 1 }, '{ a: 1 }'),
  ),
  unique(
    'update',
    { a: 1 },
    {},
    [
      { _id: 1, a: 1 },
      { _id: 2, a: 2 },
    ],
    (c) => c.updateOne({ _id: 2 }, { $set: { a: 1 } }),
    taken('a_1', { a: 1 }, { a: 1 }, '{ a: 1 }'),
  ),
  unique(
    'update that keeps its own value',
    { a: 1 },
    {},
    [{ _id: 1, a: 1 }],
    async (c) => (await c.updateOne({ _id: 1 }, { $set: { a: 1, b: 1 } })).modifiedCount,
    1,
  ),
  unique(
    'an update that fails changes nothing',
    { a: 1 },
    {},
    [
      { _id: 1, a: 1 },
      { _id: 2, a: 2 },
    ],
    async (c) => {
      await c.updateOne({ _id: 2 }, { $set: { a: 1, b: 1 } }).catch(() => 0);
      return c.findOne({ _id: 2 });
    },
    { _id: 2, a: 2 },
  ),
  unique(
    'a freed value can be taken',
    { a: 1 },
    {},
    [{ _id: 1, a: 1 }],
    async (c) => {
      await c.updateOne({ _id: 1 }, { $set: { a: 2 } });
      return c.insertOne({ _id: 2, a: 1 });
    },
    ok(2),
  ),
  unique(
    'a deleted value can be taken',
    { a: 1 },
    {},
    [{ _id: 1, a: 1 }],
    async (c) => {
      await c.deleteOne({ _id: 1 });
      return c.insertOne({ _id: 2, a: 1 });
    },
    ok(2),
  ),
  unique(
    'elements of arrays',
    { tags: 1 },
    {},
    [{ _id: 1, tags: ['a', 'b'] }],
    (c) => c.insertOne({ _id: 2, tags: ['c', 'b'] }),
    taken('tags_1', { tags: 1 }, { tags: 'b' }, '{ tags: "b" }'),
  ),
  unique('twice in one array', { tags: 1 }, {}, [], (c) => c.insertOne({ _id: 2, tags: ['b', 'b'] }), ok(2)),
  unique(
    'a field of documents in arrays',
    { 'seats.student': 1 },
    {},
    [{ _id: 1, seats: [{ student: 'a' }] }],
    (c) => c.updateOne({ _id: 9 }, { $push: { seats: { student: 'a' } } as never }, { upsert: true }),
    taken('seats.student_1', { 'seats.student': 1 }, { 'seats.student': 'a' }, '{ seats.student: "a" }'),
  ),
  unique(
    'upsert',
    { a: 1 },
    {},
    [{ _id: 1, a: 1, b: 1 }],
    (c) => c.updateOne({ a: 1, b: 2 }, { $set: { c: 1 } }, { upsert: true }),
    taken('a_1', { a: 1 }, { a: 1 }, '{ a: 1 }'),
  ),
  unique(
    'several inserts, unordered',
    { a: 1 },
    {},
    [{ _id: 1, a: 1 }],
    async (c) => {
      const codes = await c
        .insertMany(
          [
            { _id: 2, a: 1 },
            { _id: 3, a: 3 },
          ],
          { ordered: false },
        )
        .catch((e: Doc) => e.code as number);
      return [codes, await c.countDocuments()];
    },
    [11000, 2],
  ),
  unique(
    'a date',
    { at: 1 },
    {},
    [{ _id: 1, at: new Date(5) }],
    (c) => c.insertOne({ _id: 2, at: new Date(5) }),
    taken('at_1', { at: 1 }, { at: 'Date(5)' }, '{ at: new Date(5) }'),
    'shows the date in its own way',
  ),
];
