import type { mongo } from 'mongoose';
import type { Case, Collection, Doc } from './case';

const sales = [
  { _id: 1, shop: 'a', n: 2, tags: ['x', 'y'] },
  { _id: 2, shop: 'b', n: 5, tags: ['x'] },
  { _id: 3, shop: 'a', n: 3, tags: [] },
  { _id: 4, n: 1 },
];
const byId = { $sort: { _id: 1 } };

export const aggregateMoreCases: Case[] = [
  {
    name: '$lookup',
    given: sales,
    run: async (c: Collection, db: mongo.Db) => {
      const shops = db.collection<Doc>(`${c.collectionName}-shops`);
      await shops.deleteMany({});
      await shops.insertMany([
        { _id: 'a' as never, city: 'Rome' },
        { _id: 'b' as never, city: 'Oslo' },
      ]);
      const joined = c.aggregate([
        { $lookup: { from: shops.collectionName, localField: 'shop', foreignField: '_id', as: 'shops' } },
        { $project: { cities: '$shops.city' } },
        byId,
      ]);
      return joined.toArray();
    },
    expect: [
      { _id: 1, cities: ['Rome'] },
      { _id: 2, cities: ['Oslo'] },
      { _id: 3, cities: ['Rome'] },
      { _id: 4, cities: [] },
    ],
    knownDifference: 'reads no field through a list in an expression',
  },
  {
    name: '$lookup with a pipeline and variables',
    given: sales,
    run: (c) =>
      c
        .aggregate([
          { $match: { _id: { $lte: 2 } } },
          {
            $lookup: {
              from: c.collectionName,
              let: { shop: '$shop', n: '$n' },
              pipeline: [
                { $match: { $expr: { $and: [{ $eq: ['$shop', '$$shop'] }, { $gt: ['$n', '$$n'] }] } } },
                { $project: { n: 1 } },
              ],
              as: 'more',
            },
          },
          { $project: { more: 1 } },
          byId,
        ])
        .toArray(),
    expect: [
      { _id: 1, more: [{ _id: 3, n: 3 }] },
      { _id: 2, more: [] },
    ],
  },
  {
    name: 'a cursor over several batches',
    given: Array.from({ length: 300 }, (_, i) => ({ _id: i })),
    run: async (c) =>
      (await c.aggregate([{ $match: { _id: { $gte: 10 } } }], { batchSize: 50 }).toArray()).length,
    expect: 290,
  },
  {
    name: 'an unknown collection',
    run: (c) => c.aggregate([{ $group: { _id: null, n: { $sum: 1 } } }]).toArray(),
    expect: [],
  },
  {
    name: 'stages and expressions do not change what is stored',
    given: [{ _id: 1, a: { x: 1 }, l: [{ y: 2 }, { y: 1 }], e: [], n: [3, 1, 2] }],
    run: async (c) => {
      const pipelines: Doc[][] = [
        [
          { $addFields: { 'a.z': 1, 'l.z': 2 } },
          { $unset: 'a.x' },
          { $unwind: '$l' },
          { $set: { 'l.y': 5 } },
        ],
        [{ $unwind: { path: '$e', preserveNullAndEmptyArrays: true, includeArrayIndex: 'i' } }],
        [{ $unwind: { path: '$a', includeArrayIndex: 'i' } }, { $project: { 'a.x': 0 } }],
        [{ $replaceWith: { $mergeObjects: ['$a', { q: 1 }] } }, { $set: { x: 9 } }],
        [{ $project: { n: { $sortArray: { input: '$n', sortBy: 1 } }, r: { $reverseArray: '$l' } } }],
        [{ $group: { _id: '$a', all: { $push: '$l' } } }, { $set: { '_id.x': 5, 'all.y': 1 } }],
        [{ $sort: { n: -1 } }, { $limit: 1 }, { $set: { 'n.0': 1 } }],
        [
          { $lookup: { from: c.collectionName, localField: '_id', foreignField: '_id', as: 'self' } },
          { $set: { 'self.a.x': 7 } },
        ],
        [{ $facet: { one: [{ $set: { 'a.x': 4 } }, { $unset: 'l' }] } }],
      ];
      for (const stages of pipelines) await c.aggregate(stages).toArray();
      await c
        .find({}, { projection: { n: { $sortArray: { input: '$n', sortBy: -1 } }, l: { $slice: 1 } } })
        .toArray();
      await c.findOne({ $expr: { $eq: [{ $reverseArray: '$n' }, [2, 1, 3]] } });
      return c.findOne();
    },
    expect: { _id: 1, a: { x: 1 }, l: [{ y: 2 }, { y: 1 }], e: [], n: [3, 1, 2] },
  },
];
