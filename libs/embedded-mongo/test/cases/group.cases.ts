import { mongo } from 'mongoose';
import type { Case, Doc } from './case';

const decimal = (text: string) => mongo.Decimal128.fromString(text);
const rows = [
  { _id: 1, k: 'a', v: 2 },
  { _id: 2, k: 'a' },
  { _id: 3, k: 'a', v: null },
  { _id: 4, k: 'a', v: 4 },
  { _id: 5, k: null, v: 'text' },
  { _id: 6 },
];
const groups = (
  name: string,
  fields: Doc,
  expect: unknown,
  {
    by = '$k',
    given = rows,
    knownDifference,
  }: { by?: unknown; given?: Doc[]; knownDifference?: string } = {},
): Case => ({
  name,
  given,
  run: (c) =>
    c.aggregate([{ $sort: { _id: 1 } }, { $group: { _id: by, ...fields } }, { $sort: { _id: 1 } }]).toArray(),
  expect,
  knownDifference,
});

export const groupCases: Case[] = [
  groups('null and a missing key are one group', { n: { $sum: 1 }, c: { $count: {} } }, [
    { _id: null, n: 2, c: 2 },
    { _id: 'a', n: 4, c: 4 },
  ]),
  groups('$sum and $avg pass over what is no number', { s: { $sum: '$v' }, a: { $avg: '$v' } }, [
    { _id: null, s: 0, a: null },
    { _id: 'a', s: 6, a: 3 },
  ]),
  groups('$min and $max pass over null and missing', { lo: { $min: '$v' }, hi: { $max: '$v' } }, [
    { _id: null, lo: 'text', hi: 'text' },
    { _id: 'a', lo: 2, hi: 4 },
  ]),
  groups('$push and $addToSet keep null and pass over missing', { p: { $push: '$v' } }, [
    { _id: null, p: ['text'] },
    { _id: 'a', p: [2, null, 4] },
  ]),
  groups('$first and $last give null for missing', { f: { $first: '$v' }, l: { $last: '$v' } }, [
    { _id: null, f: 'text', l: null },
    { _id: 'a', f: 2, l: 4 },
  ]),
  groups(
    'a key of several fields lacks those that are missing',
    { n: { $sum: 1 } },
    [
      { _id: {}, n: 1 },
      { _id: { k: null }, n: 1 },
      { _id: { k: 'a' }, n: 4 },
    ],
    { by: { k: '$k' } },
  ),
  groups(
    '$sum and $avg of Decimal128',
    { s: { $sum: '$v' }, a: { $avg: '$v' }, m: { $max: '$v' } },
    [{ _id: null, s: 'Decimal128(3.30)', a: 'Decimal128(1.65)', m: 'Decimal128(2.2)' }],
    {
      by: null,
      given: [
        { _id: 1, v: decimal('1.10') },
        { _id: 2, v: decimal('2.2') },
      ],
    },
  ),
  groups(
    'an unknown accumulator',
    { n: { $foo: 1 } },
    { error: { code: 15952, codeName: 'Location15952' } },
    { knownDifference: 'another code' },
  ),
  groups('a field that is no accumulator', { n: 1 }, { error: { code: 40234, codeName: 'Location40234' } }),
];
