import type { Case, Collection } from './case';

const HOUR = 3_600_000;
const jobs = () => [
  { _id: 1, due: new Date(Date.now() - HOUR) },
  { _id: 2, due: new Date(Date.now() + HOUR) },
  { _id: 3 },
];
const due = { $expr: { $lte: ['$due', '$$NOW'] } };
const dueAndThere = { due: { $exists: true }, ...due };
const after = (c: Collection) => c.find().sort({ _id: 1 }).toArray();
const lease = [{ $set: { lease: { $add: ['$$NOW', HOUR] }, at: '$$NOW' } }];
const leased = { $expr: { $eq: [{ $subtract: ['$lease', '$at'] }, HOUR] } };

/** `$$NOW` and `$expr`: due times and leases by the server's clock. */
export const commandTimeCases: Case[] = [
  {
    name: '$expr with $$NOW in find: a missing date comes before every date',
    given: jobs(),
    run: async (c) => (await c.find(due).sort({ _id: 1 }).toArray()).map(({ _id }) => _id),
    expect: [1, 3],
    knownDifference: 'does not know $$NOW in filters',
  },
  {
    name: 'in count, distinct and delete',
    given: jobs(),
    run: async (c) => [
      await c.countDocuments(dueAndThere),
      await c.distinct('_id', dueAndThere),
      (await c.deleteMany(dueAndThere)).deletedCount,
      (await after(c)).length,
    ],
    expect: [1, [1], 1, 2],
    knownDifference: 'does not know $$NOW in filters',
  },
  {
    name: 'in the filter and the pipeline of updateMany, one time for all documents',
    given: jobs(),
    run: async (c) => {
      const { modifiedCount } = await c.updateMany({ _id: { $lte: 3 } }, lease);
      return [modifiedCount, (await c.distinct('at')).length, await c.countDocuments(leased)];
    },
    expect: [3, 1, 3],
  },
  {
    name: 'in findOneAndUpdate: a due one is leased once',
    given: jobs(),
    run: async (c) => {
      const claim = () =>
        c.findOneAndUpdate(
          { ...dueAndThere, $or: [{ lease: null }, { $expr: { $lt: ['$lease', '$$NOW'] } }] },
          lease,
          { returnDocument: 'after', projection: { _id: 1 } },
        );
      return [await claim(), await claim(), await c.countDocuments(leased)];
    },
    expect: [{ _id: 1 }, null, 1],
    knownDifference: 'does not know $$NOW in filters',
  },
  {
    name: 'in stages',
    given: jobs(),
    run: (c) =>
      c
        .aggregate([
          { $match: dueAndThere },
          { $set: { a: '$$NOW' } },
          { $replaceWith: { a: '$a', b: '$$NOW' } },
          { $project: { _id: 0, same: { $eq: ['$a', '$b'] }, apart: { $eq: ['$a', '$$NOW'] } } },
        ])
        .toArray(),
    expect: [{ same: true, apart: true }],
    knownDifference: 'does not know $$NOW in filters',
  },
  {
    name: '$literal keeps the text',
    given: [{ _id: 1 }],
    run: async (c) => {
      await c.updateOne({ _id: 1 }, [{ $set: { a: { $literal: '$$NOW' } } }]);
      return after(c);
    },
    expect: [{ _id: 1, a: '$$NOW' }],
  },
  {
    name: 'a variable of the command in $expr',
    given: [
      { _id: 1, n: 1 },
      { _id: 2, n: 2 },
    ],
    run: (c) => c.find({ $expr: { $eq: ['$n', '$$wanted'] } }, { let: { wanted: 2 } }).toArray(),
    expect: [{ _id: 2, n: 2 }],
  },
  {
    name: '$dateAdd, $cond, $max and $unset in an update',
    given: [{ _id: 1, at: new Date(0), n: 2, old: 1 }],
    run: async (c) => {
      await c.updateOne({ _id: 1 }, [
        {
          $set: {
            at: { $max: ['$at', { $dateAdd: { startDate: new Date(0), unit: 'minute', amount: '$n' } }] },
            big: { $cond: { if: { $gt: ['$n', 1] }, then: true, else: '$$REMOVE' } },
            small: { $cond: [{ $gt: ['$n', 1] }, '$$REMOVE', true] },
          },
        },
        { $unset: ['old'] },
      ]);
      return after(c);
    },
    expect: [{ _id: 1, at: 'Date(120000)', n: 2, big: true }],
  },
];
