import type { Case, Collection, Doc } from './case';

const notImplemented = { error: { code: 115, codeName: 'CommandNotSupported' } };
const refuses = (name: string, run: (c: Collection) => Promise<unknown>): Case => ({
  name,
  given: [{ _id: 1, items: [{ n: 1 }, { n: 2 }] }],
  run,
  expect: notImplemented,
  differsOnPurpose: 'MongoDB has it',
});
const aggregates = (...stages: Doc[]) =>
  refuses(Object.keys(stages[0]!)[0]!, (c) => c.aggregate(stages).toArray());

/** What MongoDB has and mingo computes, but no case of ours has checked. */
export const refusedCases: Case[] = [
  aggregates({ $bucket: { groupBy: '$n', boundaries: [0, 1] } }),
  aggregates({ $sample: { size: 1 } }),
  aggregates({ $out: 'other' }),
  refuses('an expression', (c) =>
    c.aggregate([{ $project: { a: { $toHashedIndexKey: '$_id' } } }]).toArray(),
  ),
  refuses('an expression, without documents', (c) =>
    c.aggregate([{ $match: { _id: 7 } }, { $set: { a: { $dateTrunc: {} } } }]).toArray(),
  ),
  refuses('an expression inside another', (c) =>
    c.find({ $expr: { $eq: [{ $add: [1, { $abs: -1 }] }, 2] } }).toArray(),
  ),
  {
    ...refuses('an expression in an update', (c) =>
      c.updateOne({ _id: 7 }, [{ $set: { a: { $rand: {} } } }]),
    ),
    expect: { error: { code: 115 } },
  },
  refuses('an expression in a projection', (c) =>
    c.find({}, { projection: { a: { $toUpper: '$_id' } } }).toArray(),
  ),
  refuses('an accumulator', (c) =>
    c.aggregate([{ $group: { _id: null, a: { $stdDevPop: '$n' } } }]).toArray(),
  ),
  refuses('the positional projection', (c) =>
    c.find({ 'items.n': 2 }, { projection: { 'items.$': 1 } }).toArray(),
  ),
];

const partial = (name: string, filter: Doc, expect: unknown): Case => ({
  name: `partial filter: ${name}`,
  run: (c) => c.createIndex({ a: 1 }, { partialFilterExpression: filter, name: 'p' }),
  expect,
  ...(typeof expect === 'string' ? {} : { knownDifference: 'takes every filter' }),
});
const cannot = { error: { code: 67, codeName: 'CannotCreateIndex' } };

export const partialFilterCases: Case[] = [
  partial('$ne', { a: { $ne: 1 } }, cannot),
  partial('$nin', { a: { $nin: [1] } }, cannot),
  partial('$not', { a: { $not: { $gt: 1 } } }, cannot),
  partial('$exists: false', { a: { $exists: false } }, cannot),
  partial('$regex', { a: { $regex: '^a' } }, cannot),
  partial('a regular expression', { a: /^a/ }, cannot),
  partial('$nor', { $nor: [{ a: 1 }] }, cannot),
  partial('inside $and', { $and: [{ a: 1 }, { b: { $ne: 1 } }] }, cannot),
  partial('$expr', { $expr: { $eq: ['$a', 1] } }, cannot),
  partial(
    'what it may say',
    { a: { $exists: true }, b: { $gt: 1, $lte: 5 }, c: { $type: 'date' }, d: 1 },
    'p',
  ),
  partial('$in and $or', { $or: [{ a: { $in: [1, 2] } }, { b: { $eq: 1 } }] }, 'p'),
];

const nulls = [{ _id: 1, a: null }, { _id: 2 }, { _id: 3, a: 3 }, { _id: 4, a: [null, 7] }, { _id: 5, a: 9 }];
const finds = (filter: Doc, expect: number[]): Case => ({
  name: `null and missing: ${JSON.stringify(filter)}`,
  given: nulls,
  run: async (c) => (await c.find(filter).sort({ _id: 1 }).toArray()).map(({ _id }) => _id),
  expect,
});

export const nullCases: Case[] = [
  finds({ a: { $lt: 5 } }, [3]),
  finds({ a: { $gte: 7 } }, [4, 5]),
  finds({ a: { $lte: null } }, [1, 2, 4]),
  finds({ a: { $gte: null } }, [1, 2, 4]),
  finds({ a: { $lt: null } }, []),
  finds({ a: { $ne: null } }, [3, 5]),
  finds({ a: { $nin: [null, 9] } }, [3]),
  finds({ a: { $in: [null] } }, [1, 2, 4]),
  finds({ a: { $not: { $lt: 5 } } }, [1, 2, 4, 5]),
  finds({ $expr: { $lt: ['$a', 5] } }, [1, 2, 3]),
];
