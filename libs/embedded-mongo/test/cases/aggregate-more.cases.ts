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
    independentDiffers: 'reads no field through a list in an expression',
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
    name: 'stages do not change what is stored',
    given: [{ _id: 1, a: { x: 1 }, l: [{ y: 1 }] }],
    run: async (c) => {
      await c
        .aggregate([
          { $addFields: { 'a.z': 1, 'l.z': 2 } },
          { $unset: 'a.x' },
          { $unwind: '$l' },
          { $set: { 'l.y': 5 } },
        ])
        .toArray();
      return c.findOne();
    },
    expect: { _id: 1, a: { x: 1 }, l: [{ y: 1 }] },
  },
];
