import { updates, type Case } from './case';

const error = (code: number, codeName?: string) => ({ error: { code, ...(codeName ? { codeName } : {}) } });
const events = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];

export const updateListsCases: Case[] = [
  updates('$push', { a: [1] }, { $push: { a: 2, b: 3 } }, { a: [1, 2], b: [3] }),
  updates('$push of a list is one element', { a: [1] }, { $push: { a: [2, 3] } }, { a: [1, [2, 3]] }),
  updates('$push $each', { a: [1] }, { $push: { a: { $each: [2, 3] } } }, { a: [1, 2, 3] }),
  updates(
    '$push $each of nothing creates the list',
    {},
    { $push: { a: { $each: [] } }, $set: { b: 1 } },
    { a: [], b: 1 },
  ),
  updates(
    '$push $slice keeps the last',
    { a: [1, 2] },
    { $push: { a: { $each: [3, 4], $slice: -3 } } },
    { a: [2, 3, 4] },
  ),
  updates(
    '$push $slice keeps the first',
    { a: [1, 2] },
    { $push: { a: { $each: [3, 4], $slice: 3 } } },
    { a: [1, 2, 3] },
  ),
  updates('$push $position', { a: [1, 2] }, { $push: { a: { $each: [9], $position: 1 } } }, { a: [1, 9, 2] }),
  updates(
    '$push $sort of values',
    { a: [3, 1] },
    { $push: { a: { $each: [2], $sort: 1 } } },
    { a: [1, 2, 3] },
  ),
  updates(
    '$push $sort of documents',
    { a: [{ n: 3 }, { n: 1 }] },
    { $push: { a: { $each: [{ n: 2 }], $sort: { n: -1 } } } },
    { a: [{ n: 3 }, { n: 2 }, { n: 1 }] },
  ),
  updates('$push to text', { a: 'x' }, { $push: { a: 1 } }, error(2)),
  updates('$push $each of text', { a: [] }, { $push: { a: { $each: 'x' } } }, error(2)),
  updates('$addToSet', { a: [1, 2] }, { $addToSet: { a: 2, b: 'x' } }, { a: [1, 2], b: ['x'] }),
  updates('$addToSet $each', { a: [1] }, { $addToSet: { a: { $each: [1, 2, 2] } } }, { a: [1, 2] }),
  updates(
    '$addToSet of documents',
    { a: [{ x: 1, y: 2 }] },
    {
      $addToSet: {
        a: {
          $each: [
            { x: 1, y: 2 },
            { y: 2, x: 1 },
          ],
        },
      },
    },
    {
      a: [
        { x: 1, y: 2 },
        { y: 2, x: 1 },
      ],
    },
  ),
  updates('$addToSet to text', { a: 'x' }, { $addToSet: { a: 1 } }, error(2)),
  updates('$pull of a value', { a: [1, 2, 1] }, { $pull: { a: 1 } }, { a: [2] }),
  updates(
    '$pull by $in on a field',
    { outbox: events, n: 1 },
    { $pull: { outbox: { id: { $in: ['a', 'c'] } } } },
    { outbox: [{ id: 'b' }], n: 1 },
  ),
  updates(
    '$pull by a field',
    { outbox: events },
    { $pull: { outbox: { id: 'b' } } },
    { outbox: [{ id: 'a' }, { id: 'c' }] },
  ),
  updates(
    '$pull by two fields',
    {
      a: [
        { x: 1, y: 1 },
        { x: 1, y: 2 },
      ],
    },
    { $pull: { a: { x: 1, y: 2 } } },
    { a: [{ x: 1, y: 1 }] },
  ),
  updates(
    '$pull by condition looks into lists',
    { a: [[1, 9], [2]] },
    { $pull: { a: { $gt: 5 } } },
    { a: [[2]] },
  ),
  updates('$pull by condition', { a: [1, 5, 9] }, { $pull: { a: { $gte: 5 } } }, { a: [1] }),
  updates('$pull by $in', { a: ['x', 'y', 'z'] }, { $pull: { a: { $in: ['x', 'z'] } } }, { a: ['y'] }),
  updates(
    '$pull by $or',
    { a: [{ x: 1 }, { x: 2 }, { x: 3 }] },
    { $pull: { a: { $or: [{ x: 1 }, { x: 3 }] } } },
    { a: [{ x: 2 }] },
    'has no $or inside $pull',
  ),
  updates('$pull from a missing field', { b: 1 }, { $pull: { a: 1 }, $set: { b: 2 } }, { b: 2 }),
  updates('$pull from text', { a: 'x' }, { $pull: { a: 1 } }, error(2)),
  updates('$pull in a nested field', { a: { b: [1, 2] } }, { $pull: { 'a.b': 2 } }, { a: { b: [1] } }),
  updates('$pullAll', { a: [1, 2, 3, 1] }, { $pullAll: { a: [1, 3] } }, { a: [2] }),
  updates('$pop the last', { a: [1, 2, 3] }, { $pop: { a: 1 } }, { a: [1, 2] }),
  updates('$pop the first', { a: [1, 2, 3] }, { $pop: { a: -1 } }, { a: [2, 3] }),
];
