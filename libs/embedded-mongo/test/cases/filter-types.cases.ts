import { mongo } from 'mongoose';
import { finds, type Case, type Doc } from './case';

const { Binary, Decimal128, ObjectId, UUID } = mongo;
const numbers = [
  { _id: 1, n: 1 },
  { _id: 2, n: 2.5 },
  { _id: 3, n: 3 },
  { _id: 4, n: '3' },
  { _id: 5, n: null },
  { _id: 6 },
];
const time = (day: number) => new Date(Date.UTC(2026, 0, day));
const dates = [{ _id: 1, at: time(1) }, { _id: 2, at: time(2) }, { _id: 3, at: 5 }, { _id: 4 }];
const titles = [
  { _id: 1, t: 'Node basics' },
  { _id: 2, t: 'node\nmore' },
  { _id: 3, t: 'Go' },
  { _id: 4, t: ['Rust', 'Node'] },
];
const id = (n: number) => new ObjectId(String(n).padStart(24, '0'));
const bytes = (...values: number[]) => new Binary(Buffer.from(values));
const binaries = [
  { _id: 1, b: bytes(1, 2) },
  { _id: 2, b: bytes(1, 3) },
  { _id: 3, b: bytes(255) },
  { _id: 4, b: new Binary(Buffer.from([1, 2]), 5) },
];
const uuids = [
  { _id: 1, u: new UUID('0190a0b0-0000-7000-8000-0000000000ff') },
  { _id: 2, u: new UUID('0190a0b0-0000-7000-8000-0000000000fe') },
];
const decimals = [
  { _id: 1, d: Decimal128.fromString('1.10') },
  { _id: 2, d: Decimal128.fromString('10') },
  { _id: 3, d: 9 },
  { _id: 4, d: Decimal128.fromString('NaN') },
];
const bad = (code: number, codeName: string) => ({ error: { code, codeName } });

export const filterTypesCases: Case[] = [
  finds('dates by $lte', dates, { at: { $lte: time(2) } }, [1, 2]),
  finds('a date', dates, { at: time(1) }, [1]),
  finds('$regex', titles, { t: { $regex: '^Node' } }, [1, 4]),
  finds('$regex with options', titles, { t: { $regex: '^node', $options: 'i' } }, [1, 2, 4]),
  finds('a regular expression', titles, { t: /node$/im }, [2, 4]),
  finds('an expression with a dot for all', titles, { t: { $regex: 'node.more', $options: 's' } }, [2]),
  finds(
    '$regex with special characters',
    [
      { _id: 1, t: 'a.b*c' },
      { _id: 2, t: 'axbc' },
    ],
    { t: { $regex: 'a\\.b\\*', $options: 'i' } },
    [1],
  ),
  finds('an invalid $regex', titles, { t: { $regex: '(' } }, bad(51091, 'Location51091')),
  finds('$regex that is a number', titles, { t: { $regex: 5 } }, bad(2, 'BadValue')),
  finds('ObjectIds', [{ _id: id(1) }, { _id: id(2) }, { _id: id(3) }], { _id: { $gt: id(1) } }, [
    'ObjectId(000000000000000000000002)',
    'ObjectId(000000000000000000000003)',
  ]),
  finds('binary data', binaries, { b: bytes(1, 2) }, [1]),
  finds(
    'binary data in order',
    binaries,
    { b: { $gt: bytes(1, 2) } },
    [2, 4],
    'ignores the sub-type in the order',
  ),
  finds('UUIDs', uuids, { u: new UUID('0190a0b0-0000-7000-8000-0000000000fe') }, [2]),
  finds('UUIDs by $in', uuids, { u: { $in: [new UUID('0190a0b0-0000-7000-8000-0000000000ff')] } }, [1]),
  finds('decimals equal numbers', decimals, { d: 10 }, [2]),
  finds('decimals equal decimals of another precision', decimals, { d: Decimal128.fromString('1.1') }, [1]),
  finds('decimals in order', decimals, { d: { $gt: Decimal128.fromString('8.5') } }, [2, 3]),
  finds(
    'long numbers',
    [
      { _id: 1, n: mongo.Long.fromString('9007199254740993') },
      { _id: 2, n: 5 },
    ],
    { n: { $gt: 5 } },
    [1],
  ),
  finds(
    'booleans are no numbers',
    [
      { _id: 1, f: true },
      { _id: 2, f: 1 },
    ],
    { f: true },
    [1],
  ),
  finds(
    'strings by code point',
    [
      { _id: 1, s: 'é' },
      { _id: 2, s: 'z' },
      { _id: 3, s: '😀' },
      { _id: 4, s: '\uffee' },
    ],
    { s: { $gt: '\uffee' } },
    [3],
  ),
  finds(
    '$expr compares two fields',
    [
      { _id: 1, a: 1, b: 2 },
      { _id: 2, a: 2, b: 1 },
    ],
    { $expr: { $lt: ['$a', '$b'] } },
    [1],
  ),
  finds(
    '$expr with $size',
    [
      { _id: 1, a: [1], max: 2 },
      { _id: 2, a: [1, 2], max: 2 },
    ],
    { $expr: { $lt: [{ $size: '$a' }, '$max'] } },
    [1],
  ),
  {
    ...finds('$where is rejected', numbers, { $where: 'true' }, bad(2, 'BadValue')),
    differsOnPurpose: 'MongoDB runs JavaScript',
  },

  finds(
    '__proto__ is a name like any other',
    [{ _id: 1, a: JSON.parse('{"__proto__":{"x":1}}') }, { _id: 2 }],
    { 'a.__proto__.x': 1 },
    [1],
  ),
  finds('__proto__ does not reach prototypes', [{ _id: 1, a: {} }], { 'a.__proto__': { $exists: true } }, []),
  finds(
    'constructor does not reach prototypes',
    [{ _id: 1, a: {} }],
    { 'a.constructor': { $exists: true } },
    [],
  ),
  finds('a filter with __proto__', numbers, JSON.parse('{"__proto__":{"n":1}}') as Doc, []),
  finds('a filter with constructor', numbers, { constructor: { prototype: 1 } }, []),
];
