import { mongo } from 'mongoose';
import { updates, type Case, type Doc } from './case';

const error = (code: number, codeName?: string) => ({ error: { code, ...(codeName ? { codeName } : {}) } });
const first = Date.UTC(2026, 0, 1);

export const updateOperatorsCases: Case[] = [
  updates('$set', { a: 1 }, { $set: { a: 2, b: 3 } }, { a: 2, b: 3 }),
  updates(
    '$set nested',
    { a: { x: 1 } },
    { $set: { 'a.y': 2, 'b.c.d': 3 } },
    { a: { x: 1, y: 2 }, b: { c: { d: 3 } } },
  ),
  updates('$set in an array', { a: [1, 2] }, { $set: { 'a.1': 9 } }, { a: [1, 9] }),
  updates('$set past the end of an array', { a: [1] }, { $set: { 'a.3': 9 } }, { a: [1, null, null, 9] }),
  updates(
    '$set in a sub-document of an array',
    { a: [{ x: 1 }] },
    { $set: { 'a.0.y': 9 } },
    { a: [{ x: 1, y: 9 }] },
  ),
  updates('$set below a number', { a: 1 }, { $set: { 'a.b': 2 } }, error(28)),
  updates('$set below null', { a: null }, { $set: { 'a.b': 2 } }, error(28)),
  updates('$set by name in an array', { a: [1] }, { $set: { 'a.b': 2 } }, error(28)),
  updates('$set of _id', {}, { $set: { _id: 2 } }, error(66)),
  updates('$unset', { a: 1, b: { c: 1, d: 2 } }, { $unset: { a: '', 'b.c': 1, nope: '' } }, { b: { d: 2 } }),
  updates('$unset in an array leaves null', { a: [1, 2] }, { $unset: { 'a.0': '' } }, { a: [null, 2] }),
  updates('$inc', { n: 1 }, { $inc: { n: 2, m: -1, 'o.p': 5 } }, { n: 3, m: -1, o: { p: 5 } }),
  updates('$inc of a fraction', { n: 1 }, { $inc: { n: 0.5 } }, { n: 1.5 }),
  updates(
    '$inc of a decimal',
    { n: mongo.Decimal128.fromString('5') },
    { $inc: { n: 2 } },
    { n: 'Decimal128(7)' },
  ),
  updates('$inc of text', { n: 'x' }, { $inc: { n: 1 } }, error(14)),
  updates('$inc by text', { n: 1 }, { $inc: { n: 'x' } }, error(14)),
  updates('$inc of null', { n: null }, { $inc: { n: 1 } }, error(14)),
  updates('$mul', { n: 3 }, { $mul: { n: 2, m: 5 } }, { n: 6, m: 0 }),
  updates('$min', { a: 5, b: 5 }, { $min: { a: 3, b: 7, c: 1 } }, { a: 3, b: 5, c: 1 }),
  updates('$max', { a: 5, b: 5 }, { $max: { a: 3, b: 7, c: 1 } }, { a: 5, b: 7, c: 1 }),
  updates(
    '$max of dates',
    { at: new Date(first) },
    { $max: { at: new Date(first + 1) } },
    { at: `Date(${first + 1})` },
  ),
  updates('$min between types', { a: 'x' }, { $min: { a: 3 } }, { a: 3 }),
  updates(
    '$setOnInsert does nothing to what is there',
    { a: 1 },
    { $set: { a: 2 }, $setOnInsert: { b: 1 } },
    { a: 2 },
  ),
  {
    name: '$currentDate',
    given: [{ _id: 1 }],
    run: async (c) => {
      await c.updateOne({}, { $currentDate: { at: true, on: { $type: 'date' } } } as never);
      const { at, on } = (await c.findOne({}))!;
      return [at, on].map(
        (value) => value instanceof Date && Math.abs(Date.now() - value.getTime()) < 60_000,
      );
    },
    expect: [true, true],
  },

  updates('an unknown operator', {}, { $foo: { a: 1 } }, error(9)),
  updates('two operators on one field', { a: 1 }, { $set: { a: 2 }, $inc: { a: 1 } }, error(40)),
  updates('an operator on a field and one on its part', { a: {} }, { $set: { a: {}, 'a.b': 1 } }, error(40)),
  updates('an empty path', {}, { $set: { 'a..b': 1 } }, error(56)),
  updates(
    'all elements by $[]',
    { a: [{ n: 1 }, { n: 2 }] },
    { $inc: { 'a.$[].n': 10 } },
    { a: [{ n: 11 }, { n: 12 }] },
  ),
  updates(
    '__proto__ as a field',
    {},
    { $set: JSON.parse('{"__proto__":{"polluted":1},"a":1}') },
    JSON.parse('{"__proto__":{"polluted":1},"a":1}') as Doc,
  ),
  updates(
    '__proto__ in a path',
    { a: {} },
    { $set: { 'a.__proto__.polluted': 1 } },
    { a: JSON.parse('{"__proto__":{"polluted":1}}') },
  ),
  updates(
    'constructor in a path',
    { a: {} },
    { $set: { 'a.constructor.prototype.polluted': 1 } },
    { a: { constructor: { prototype: { polluted: 1 } } } },
  ),
];
