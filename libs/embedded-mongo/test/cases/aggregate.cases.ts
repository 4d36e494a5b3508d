import type { Case, Doc } from './case';

const sales = [
  { _id: 1, shop: 'a', n: 2, tags: ['x', 'y'] },
  { _id: 2, shop: 'b', n: 5, tags: ['x'] },
  { _id: 3, shop: 'a', n: 3, tags: [] },
  { _id: 4, n: 1 },
];
const pipeline = (name: string, stages: Doc[], expect: unknown, knownDifference?: string): Case => ({
  name,
  given: sales,
  run: (c) => c.aggregate(stages).toArray(),
  expect,
  knownDifference,
});
const byId = { $sort: { _id: 1 } };

export const aggregateCases: Case[] = [
  pipeline('nothing', [], sales),
  pipeline('$match', [{ $match: { n: { $gt: 2 } } }], [sales[1], sales[2]]),
  pipeline(
    '$match later on',
    [{ $project: { m: { $multiply: ['$n', 2] } } }, { $match: { m: { $gte: 6 } } }],
    [
      { _id: 2, m: 10 },
      { _id: 3, m: 6 },
    ],
  ),
  pipeline(
    '$sort, $skip, $limit',
    [{ $sort: { n: -1 } }, { $skip: 1 }, { $limit: 2 }, { $project: { n: 1 } }],
    [
      { _id: 3, n: 3 },
      { _id: 1, n: 2 },
    ],
  ),
  pipeline(
    '$group with sums',
    [{ $group: { _id: '$shop', n: { $sum: '$n' }, c: { $sum: 1 }, avg: { $avg: '$n' } } }, byId],
    [
      { _id: null, n: 1, c: 1, avg: 1 },
      { _id: 'a', n: 5, c: 2, avg: 2.5 },
      { _id: 'b', n: 5, c: 1, avg: 5 },
    ],
  ),
  pipeline(
    '$group of everything',
    [{ $group: { _id: null, min: { $min: '$n' }, max: { $max: '$n' }, all: { $push: '$n' } } }],
    [{ _id: null, min: 1, max: 5, all: [2, 5, 3, 1] }],
  ),
  pipeline(
    '$group with $first and $last',
    [{ $sort: { n: 1 } }, { $group: { _id: null, first: { $first: '$_id' }, last: { $last: '$_id' } } }],
    [{ _id: null, first: 4, last: 2 }],
  ),
  pipeline(
    '$group by a document',
    [
      { $match: { shop: 'a' } },
      { $group: { _id: { shop: '$shop', big: { $gt: ['$n', 2] } }, c: { $sum: 1 } } },
      { $sort: { '_id.big': 1 } },
    ],
    [
      { _id: { shop: 'a', big: false }, c: 1 },
      { _id: { shop: 'a', big: true }, c: 1 },
    ],
  ),
  pipeline(
    '$group with $addToSet',
    [{ $match: { shop: 'a' } }, { $group: { _id: '$shop', s: { $addToSet: '$shop' } } }],
    [{ _id: 'a', s: ['a'] }],
  ),
  pipeline('$count', [{ $match: { shop: 'a' } }, { $count: 'c' }], [{ c: 2 }]),
  pipeline('$count of nothing', [{ $match: { shop: 'z' } }, { $count: 'c' }], [], 'gives a document with 0'),
  pipeline(
    '$unwind',
    [{ $unwind: '$tags' }, { $project: { tags: 1 } }],
    [
      { _id: 1, tags: 'x' },
      { _id: 1, tags: 'y' },
      { _id: 2, tags: 'x' },
    ],
  ),
  pipeline(
    '$unwind that keeps the empty',
    [{ $unwind: { path: '$tags', preserveNullAndEmptyArrays: true } }, { $project: { tags: 1 } }],
    [{ _id: 1, tags: 'x' }, { _id: 1, tags: 'y' }, { _id: 2, tags: 'x' }, { _id: 3 }, { _id: 4 }],
  ),
  pipeline(
    '$unwind with position',
    [{ $match: { _id: 1 } }, { $unwind: { path: '$tags', includeArrayIndex: 'i' } }, { $project: { i: 1 } }],
    [
      { _id: 1, i: 0 },
      { _id: 1, i: 1 },
    ],
  ),
  pipeline(
    '$project in and out',
    [{ $match: { _id: 1 } }, { $project: { _id: 0, shop: 1, twice: { $multiply: ['$n', 2] } } }],
    [{ shop: 'a', twice: 4 }],
  ),
  pipeline(
    '$project by exclusion',
    [{ $match: { _id: 1 } }, { $project: { tags: 0, n: 0 } }],
    [{ _id: 1, shop: 'a' }],
  ),
  pipeline(
    '$addFields',
    [
      { $match: { _id: 1 } },
      { $addFields: { count: { $size: '$tags' }, 'a.b': 1 } },
      { $project: { count: 1, a: 1 } },
    ],
    [{ _id: 1, count: 2, a: { b: 1 } }],
  ),
  pipeline(
    '$set and $unset',
    [{ $match: { _id: 1 } }, { $set: { m: '$n' } }, { $unset: ['tags', 'n'] }],
    [{ _id: 1, shop: 'a', m: 2 }],
  ),
  pipeline(
    '$project computes nested fields and slices',
    [
      { $match: { _id: 1 } },
      { $project: { 'a.b': '$n', first: { $slice: ['$tags', 1] }, c: { d: '$shop' } } },
    ],
    [{ _id: 1, a: { b: 2 }, first: ['x'], c: { d: 'a' } }],
  ),
  pipeline(
    '$replaceRoot',
    [{ $match: { _id: 1 } }, { $replaceRoot: { newRoot: { id: '$_id' } } }],
    [{ id: 1 }],
  ),
  pipeline(
    '$sortByCount',
    [{ $match: { shop: { $exists: true } } }, { $sortByCount: '$shop' }],
    [
      { _id: 'a', count: 2 },
      { _id: 'b', count: 1 },
    ],
  ),
  pipeline(
    '$facet',
    [
      {
        $facet: {
          total: [{ $count: 'n' }],
          page: [{ $sort: { _id: 1 } }, { $limit: 1 }, { $project: { n: 1 } }],
        },
      },
    ],
    [{ total: [{ n: 4 }], page: [{ _id: 1, n: 2 }] }],
  ),
  pipeline(
    '$cond and $ifNull',
    [
      {
        $project: {
          size: { $cond: [{ $gte: ['$n', 3] }, 'big', 'small'] },
          shop: { $ifNull: ['$shop', 'none'] },
        },
      },
    ],
    [
      { _id: 1, size: 'small', shop: 'a' },
      { _id: 2, size: 'big', shop: 'b' },
      { _id: 3, size: 'big', shop: 'a' },
      { _id: 4, size: 'small', shop: 'none' },
    ],
  ),
  pipeline(
    '$map, $filter, $in',
    [
      { $match: { _id: 1 } },
      {
        $project: {
          m: { $map: { input: '$tags', as: 't', in: { $concat: ['$$t', '!'] } } },
          f: { $filter: { input: '$tags', as: 't', cond: { $eq: ['$$t', 'x'] } } },
          i: { $in: ['y', '$tags'] },
        },
      },
    ],
    [{ _id: 1, m: ['x!', 'y!'], f: ['x'], i: true }],
  ),
  pipeline('an unknown stage', [{ $foo: {} }], { error: { code: 40324, codeName: 'Location40324' } }),
  pipeline('a stage with two operators', [{ $match: {}, $limit: 1 }], {
    error: { code: 40323, codeName: 'Location40323' },
  }),
  pipeline('$match with an unknown operator', [{ $match: { n: { $foo: 1 } } }], {
    error: { code: 2, codeName: 'BadValue' },
  }),
];
