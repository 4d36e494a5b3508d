import type { Case, Collection, Doc } from './case';

const people: Doc[] = [
  { _id: 1, name: 'Eve', age: 30, city: { name: 'Rome', zip: 1 }, marks: [1, 2, 3, 4] },
  { _id: 2, name: 'Bob', age: 25, city: { name: 'Oslo', zip: 2 }, marks: [5] },
  { _id: 3, name: 'Ada', age: 30, city: { name: 'Bern', zip: 3 } },
];
const many = Array.from({ length: 250 }, (_, i) => ({ _id: i, even: i % 2 === 0 }));

const distinct = async (c: Collection, field: string, filter: Doc = {}): Promise<unknown[]> =>
  ((await c.distinct(field, filter)) as unknown[]).sort();

export const cursorCases: Case[] = [
  {
    name: 'skip and limit',
    given: many,
    run: async (c) =>
      (await c.find({ even: true }).sort({ _id: 1 }).skip(3).limit(2).toArray()).map(
        ({ _id }) => _id as unknown,
      ),
    expect: [6, 8],
  },
  { name: 'skip past the end', given: people, run: (c) => c.find().skip(9).toArray(), expect: [] },
  {
    name: 'a negative skip is rejected',
    given: people,
    run: (c, db) => db.command({ find: c.collectionName, skip: -1 }),
    expect: { error: { code: 51024, codeName: 'Location51024' } },
    knownDifference: 'another code',
  },
  {
    name: 'documents come in the order of insertion',
    given: [{ _id: 3 }, { _id: 1 }, { _id: 2 }],
    run: (c) => c.find().toArray(),
    expect: [{ _id: 3 }, { _id: 1 }, { _id: 2 }],
  },
  {
    name: 'a cursor over several batches',
    given: many,
    run: async (c) => (await c.find({}, { batchSize: 40 }).toArray()).length,
    expect: 250,
  },
  {
    name: 'a cursor with the default batch',
    given: many,
    run: async (c) => (await c.find().toArray()).length,
    expect: 250,
  },
  {
    name: 'the first batch has 101 documents',
    given: many,
    run: async (c, db) => {
      const { cursor }: Doc = await db.command({ find: c.collectionName });
      await db.command({ killCursors: c.collectionName, cursors: [cursor.id] });
      const { firstBatch, id, ns } = cursor as { firstBatch: unknown[]; id: unknown; ns: string };
      return [firstBatch.length, String(id) !== '0', ns === `${db.databaseName}.${c.collectionName}`];
    },
    expect: [101, true, true],
  },
  {
    name: 'batch size 0 gives an open, empty cursor',
    given: people,
    run: async (c, db): Promise<unknown[]> => {
      const { cursor } = await db.command({ find: c.collectionName, batchSize: 0 });
      const more = await db.command({ getMore: cursor.id, collection: c.collectionName });
      return [cursor.firstBatch, more.cursor.nextBatch.length, more.cursor.id] as unknown[];
    },
    expect: [[], 3, 0],
  },
  {
    name: 'a single batch leaves no cursor',
    given: many,
    run: async (c, db) =>
      (await db.command({ find: c.collectionName, batchSize: 5, singleBatch: true })).cursor.id as unknown,
    expect: 0,
  },
  {
    name: 'a killed cursor is gone',
    given: many,
    run: async (c, db) => {
      const { cursor } = await db.command({ find: c.collectionName, batchSize: 2 });
      const killed = await db.command({ killCursors: c.collectionName, cursors: [cursor.id] });
      if (killed.cursorsKilled.length !== 1) return killed;
      return db.command({ getMore: cursor.id, collection: c.collectionName });
    },
    expect: { error: { code: 43, codeName: 'CursorNotFound' } },
  },
  {
    name: 'an unknown cursor',
    run: (c, db) => db.command({ getMore: 12345n, collection: c.collectionName }),
    expect: { error: { code: 43, codeName: 'CursorNotFound' } },
  },
  { name: 'an unknown collection is empty', run: (c) => c.find().toArray(), expect: [] },
  { name: 'countDocuments', given: many, run: (c) => c.countDocuments({ even: true }), expect: 125 },
  {
    name: 'countDocuments with skip and limit',
    given: many,
    run: (c) => c.countDocuments({ even: true }, { skip: 120, limit: 100 }),
    expect: 5,
  },
  { name: 'countDocuments of nothing', run: (c) => c.countDocuments({ a: 1 }), expect: 0 },
  { name: 'estimatedDocumentCount', given: many, run: (c) => c.estimatedDocumentCount(), expect: 250 },
  {
    name: 'count with a query',
    given: many,
    run: async (c, db) =>
      (await db.command({ count: c.collectionName, query: { even: false }, limit: 7 })).n as unknown,
    expect: 7,
  },
  { name: 'distinct', given: people, run: (c) => distinct(c, 'age'), expect: [25, 30] },
  {
    name: 'distinct through arrays with a filter',
    given: people,
    run: (c) => distinct(c, 'marks', { name: 'Eve' }),
    expect: [1, 2, 3, 4],
  },
  {
    name: 'distinct of a nested field',
    given: people,
    run: (c) => distinct(c, 'city.name'),
    expect: ['Bern', 'Oslo', 'Rome'],
  },
  { name: 'distinct of nothing', run: (c) => c.distinct('x'), expect: [] },
];
