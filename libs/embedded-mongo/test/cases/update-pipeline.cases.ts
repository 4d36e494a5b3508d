import { updates, type Case } from './case';

const error = (code: number, codeName?: string) => ({ error: { code, ...(codeName ? { codeName } : {}) } });
const events = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];

export const updatePipelineCases: Case[] = [
  updates(
    'a pipeline',
    { a: 1, b: [1, 2] },
    [{ $set: { sum: { $add: ['$a', 5] }, count: { $size: '$b' } } }, { $unset: 'a' }],
    { b: [1, 2], sum: 6, count: 2 },
  ),
  updates(
    'a pipeline that filters a list and removes a field',
    { outbox: events, at: 1, keep: 1 },
    [
      {
        $set: {
          outbox: { $filter: { input: '$outbox', cond: { $not: { $in: ['$$this.id', ['a', 'b', 'c']] } } } },
        },
      },
      { $set: { at: { $cond: [{ $eq: [{ $size: '$outbox' }, 0] }, '$$REMOVE', '$at'] } } },
    ],
    { outbox: [], keep: 1 },
  ),
  updates(
    'a pipeline that keeps the field',
    { outbox: events, at: 1 },
    [
      { $set: { outbox: { $filter: { input: '$outbox', cond: { $not: { $in: ['$$this.id', ['a']] } } } } } },
      { $set: { at: { $cond: [{ $eq: [{ $size: '$outbox' }, 0] }, '$$REMOVE', '$at'] } } },
    ],
    { outbox: [{ id: 'b' }, { id: 'c' }], at: 1 },
  ),
  updates(
    'a pipeline that compares a missing field',
    { a: 1 },
    [{ $set: { lease: { $cond: [{ $eq: ['$lease.owner', 'me'] }, '$$REMOVE', '$lease'] }, b: 2 } }],
    { a: 1, b: 2 },
  ),
  updates(
    'a pipeline that sets below a document',
    { a: { x: 1 } },
    [{ $set: { 'a.y': { $add: ['$a.x', 1] } } }],
    { a: { x: 1, y: 2 } },
  ),
  updates(
    'a pipeline that sets a whole document',
    { a: { x: 1 } },
    [{ $set: { a: { y: 2 } } }],
    {
      a: { x: 1, y: 2 },
    },
    'replaces it',
  ),
  updates(
    'a pipeline that sets in every element of a list',
    { l: [{ a: 1 }, { a: 2 }] },
    [{ $set: { 'l.b': 3 } }],
    {
      l: [
        { a: 1, b: 3 },
        { a: 2, b: 3 },
      ],
    },
    'leaves lists alone',
  ),
  updates(
    'a pipeline with $replaceWith',
    { a: { x: 1 } },
    [{ $replaceWith: { $mergeObjects: ['$$ROOT', { b: 1 }] } }],
    { a: { x: 1 }, b: 1 },
  ),
  updates(
    'a pipeline with $concatArrays and $literal',
    { a: [1] },
    [{ $set: { a: { $concatArrays: ['$a', [{ $literal: '$x' }]] } } }],
    { a: [1, '$x'] },
  ),
  updates(
    'a pipeline with a stage that is not allowed',
    {},
    [{ $match: { a: 1 } }],
    error(72),
    'another code',
  ),
];
