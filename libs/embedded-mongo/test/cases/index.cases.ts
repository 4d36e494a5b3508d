import type { Case, Collection, Doc } from './case';

const specs = async (c: Collection): Promise<unknown[]> => {
  const all: Doc[] = await c.listIndexes().toArray();
  return all.sort((a, b) => (a.name < b.name ? -1 : 1));
};
const idIndex = { v: 2, key: { _id: 1 }, name: '_id_' };
const listed = (
  name: string,
  create: (c: Collection) => Promise<unknown>,
  expect: unknown[],
  knownDifference?: string,
): Case => ({
  name: `listIndexes: ${name}`,
  run: async (c) => {
    await create(c);
    return specs(c);
  },
  expect,
  knownDifference,
});

export const indexCases: Case[] = [
  listed('the id index', (c) => c.insertOne({ _id: 1 }), [idIndex]),
  listed('a plain index', (c) => c.createIndex({ a: 1 }), [idIndex, { v: 2, key: { a: 1 }, name: 'a_1' }]),
  listed('a compound index', (c) => c.createIndex({ a: 1, 'b.c': -1 }), [
    idIndex,
    { v: 2, key: { a: 1, 'b.c': -1 }, name: 'a_1_b.c_-1' },
  ]),
  listed('a unique index', (c) => c.createIndex({ a: 1 }, { unique: true }), [
    idIndex,
    { v: 2, key: { a: 1 }, name: 'a_1', unique: true },
  ]),
  listed('a sparse index', (c) => c.createIndex({ a: 1 }, { sparse: true }), [
    idIndex,
    { v: 2, key: { a: 1 }, name: 'a_1', sparse: true },
  ]),
  listed(
    'a partial index',
    (c) =>
      c.createIndex(
        { outboxAt: 1 },
        { partialFilterExpression: { outboxAt: { $exists: true } }, name: 'pending' },
      ),
    [
      idIndex,
      {
        v: 2,
        key: { outboxAt: 1 },
        name: 'pending',
        partialFilterExpression: { outboxAt: { $exists: true } },
      },
    ],
  ),
  listed('a time-to-live index', (c) => c.createIndex({ at: 1 }, { expireAfterSeconds: 60 }), [
    idIndex,
    { v: 2, key: { at: 1 }, name: 'at_1', expireAfterSeconds: 60 },
  ]),
  listed('several at once', (c) => c.createIndexes([{ key: { a: 1 } }, { key: { b: -1 }, name: 'bees' }]), [
    idIndex,
    { v: 2, key: { a: 1 }, name: 'a_1' },
    { v: 2, key: { b: -1 }, name: 'bees' },
  ]),
  listed(
    'after dropIndex',
    async (c) => {
      await c.createIndex({ a: 1 });
      await c.dropIndex('a_1');
    },
    [idIndex],
  ),
  listed(
    'after dropIndexes',
    async (c) => {
      await c.createIndexes([{ key: { a: 1 } }, { key: { b: 1 } }]);
      await c.dropIndexes();
    },
    [idIndex],
  ),
  {
    name: 'listIndexes of an unknown collection',
    run: (c) => c.listIndexes().toArray(),
    expect: { error: { code: 26, codeName: 'NamespaceNotFound' } },
  },
  { name: 'createIndex answers its name', run: (c) => c.createIndex({ a: 1, b: -1 }), expect: 'a_1_b_-1' },
  {
    name: 'createIndexes counts',
    run: (c, db) =>
      db.command({ createIndexes: c.collectionName, indexes: [{ key: { a: 1 }, name: 'a_1' }] }),
    expect: { numIndexesBefore: 1, numIndexesAfter: 2, createdCollectionAutomatically: true, ok: 1 },
  },
  {
    name: 'the same index again',
    run: async (c, db) => {
      await c.createIndex({ a: 1 });
      return db.command({ createIndexes: c.collectionName, indexes: [{ key: { a: 1 }, name: 'a_1' }] });
    },
    expect: { numIndexesBefore: 2, numIndexesAfter: 2, note: 'all indexes already exist', ok: 1 },
    knownDifference: 'adds createdCollectionAutomatically',
  },
  {
    name: 'the same key under another name',
    run: async (c) => {
      await c.createIndex({ a: 1 });
      return c.createIndex({ a: 1 }, { name: 'other' });
    },
    expect: { error: { code: 85, codeName: 'IndexOptionsConflict' } },
  },
  {
    name: 'the same name for another key',
    run: async (c) => {
      await c.createIndex({ a: 1 }, { name: 'x' });
      return c.createIndex({ b: 1 }, { name: 'x' });
    },
    expect: { error: { code: 86, codeName: 'IndexKeySpecsConflict' } },
  },
  {
    name: 'the same index with other options',
    run: async (c) => {
      await c.createIndex({ a: 1 });
      return c.createIndex({ a: 1 }, { unique: true });
    },
    expect: { error: { code: 86, codeName: 'IndexKeySpecsConflict' } },
  },
  {
    name: 'an empty key',
    run: (c, db) => db.command({ createIndexes: c.collectionName, indexes: [{ key: {}, name: 'x' }] }),
    expect: { error: { code: 67, codeName: 'CannotCreateIndex' } },
  },
  {
    name: 'a key that starts with $',
    run: (c, db) =>
      db.command({
        createIndexes: c.collectionName,
        indexes: [{ key: { $each: 1 }, name: 'x', expireAfterSeconds: 1 }],
      }),
    expect: { error: { code: 67, codeName: 'CannotCreateIndex' } },
    knownDifference: 'takes it',
  },
  {
    name: 'partial and sparse together',
    run: (c) => c.createIndex({ a: 1 }, { sparse: true, partialFilterExpression: { a: 1 } }),
    expect: { error: { code: 67, codeName: 'CannotCreateIndex' } },
    knownDifference: 'takes both',
  },
  {
    name: 'dropping an unknown index',
    given: [{ _id: 1 }],
    run: (c) => c.dropIndex('nope'),
    expect: { error: { code: 27, codeName: 'IndexNotFound' } },
  },
  {
    name: 'dropping the id index',
    given: [{ _id: 1 }],
    run: (c) => c.dropIndex('_id_'),
    expect: { error: { code: 72, codeName: 'InvalidOptions' } },
  },
  {
    name: 'two arrays in one index',
    run: async (c) => {
      await c.createIndex({ a: 1, b: 1 });
      return c.insertOne({ _id: 1, a: [1], b: [2] });
    },
    expect: { error: { code: 171 } },
    knownDifference: 'takes it',
  },
  {
    name: 'a unique index over duplicates',
    given: [
      { _id: 1, a: 1 },
      { _id: 2, a: 1 },
    ],
    run: async (c) => [
      await c
        .createIndex({ a: 1 }, { unique: true })
        .catch(({ code, codeName, keyPattern, keyValue }: Doc) => ({ code, codeName, keyPattern, keyValue })),
      (await specs(c)).length,
    ],
    expect: [{ code: 11000, codeName: 'DuplicateKey', keyPattern: { a: 1 }, keyValue: { a: 1 } }, 1],
  },
];
