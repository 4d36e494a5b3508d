import { mongo } from 'mongoose';
import type { Case, Doc } from './case';

const at = (text: string) => new Date(text);
const decimal = (text: string) => mongo.Decimal128.fromString(text);
const doc = {
  _id: 1,
  nothing: null,
  n: 5,
  s: 'Ab',
  l: [3, 1, 2],
  at: at('2024-01-31T00:00:00Z'),
  later: at('2024-01-31T00:00:10Z'),
  price: decimal('1.10'),
};

const gives = (name: string, expr: unknown, expect: unknown, knownDifference?: string): Case => ({
  name,
  given: [doc],
  run: async (c) => {
    const [found] = await c.aggregate([{ $project: { _id: 0, is: expr } }]).toArray();
    return (found as Doc).is as unknown;
  },
  expect,
  knownDifference,
});
const code = (number: number, codeName = `Location${number}`) => ({ error: { code: number, codeName } });

export const expressionCases: Case[] = [
  gives('a missing field is less than a number', { $lt: ['$none', 5] }, true),
  gives('null is less than a number', { $lt: ['$nothing', 5] }, true),
  gives('a number is not less than null', { $lte: ['$n', null] }, false),
  gives('a missing field is not null', { $eq: ['$none', null] }, false),
  gives('a missing field comes before null', { $cmp: ['$none', null] }, -1),
  gives('a missing field differs from null', { $ne: ['$none', '$nothing'] }, true),
  gives('two missing fields are equal', { $eq: ['$none', '$neither'] }, true),
  gives('a string is greater than a number', { $gt: ['$s', 7] }, true),
  gives('a date is greater than null', { $gte: ['$at', '$nothing'] }, true),
  gives('a missing field is in no list', { $in: ['$none', [null]] }, false, 'takes missing for null'),
  gives('dates are equal by time', { $in: ['$at', [at('2024-01-31T00:00:00Z')]] }, true),
  gives('Decimal128 equals a number', { $eq: ['$price', decimal('1.1')] }, true),
  gives('Decimal128 is compared by value', { $gt: [decimal('10'), decimal('9.5')] }, true),
  gives('Decimal128 $add', { $add: ['$price', decimal('2.2')] }, 'Decimal128(3.30)'),
  gives('Decimal128 and a number $add', { $add: ['$price', 1] }, 'Decimal128(2.10)'),
  gives('Decimal128 $subtract', { $subtract: ['$price', decimal('0.1')] }, 'Decimal128(1.00)'),
  gives('Decimal128 $multiply', { $multiply: ['$price', 3] }, 'Decimal128(3.30)'),
  gives('Decimal128 $divide', { $divide: [decimal('3.3'), 3] }, 'Decimal128(1.1)'),
  gives('$divide by zero', { $divide: ['$n', 0] }, code(2, 'BadValue')),
  gives('$divide of a missing field', { $divide: ['$none', 2] }, null),
  gives('$add of a date and a number', { $add: ['$at', 1500] }, `Date(${+doc.at + 1500})`),
  gives('$add with a missing field', { $add: ['$n', '$none'] }, null),
  gives('$add of a string', { $add: ['$n', '$s'] }, code(14, 'TypeMismatch')),
  gives('$add of two dates', { $add: ['$at', '$later'] }, code(16612)),
  gives('$subtract of dates', { $subtract: ['$later', '$at'] }, 10_000),
  gives('$subtract from a date', { $subtract: ['$later', 10_000] }, `Date(${+doc.at})`),
  gives('$multiply with null', { $multiply: ['$n', '$nothing'] }, null),
  gives('$max of dates', { $max: ['$at', '$later', '$none'] }, `Date(${+doc.later})`),
  gives('$min of dates', { $min: ['$at', '$later', null] }, `Date(${+doc.at})`),
  gives('$max of a list', { $max: '$l' }, 3),
  gives('$max of nothing', { $max: ['$none', null] }, null),
  gives('$sum of a list', { $sum: '$l' }, 6),
  gives('$sum passes over what is no number', { $sum: ['$n', '$s', '$none'] }, 5),
  gives('$avg passes over what is no number', { $avg: ['$n', 7, null] }, 6),
  gives('$dateAdd', { $dateAdd: { startDate: '$at', unit: 'second', amount: 10 } }, `Date(${+doc.later})`),
  gives(
    '$dateAdd keeps within the month',
    { $dateAdd: { startDate: '$at', unit: 'month', amount: 1 } },
    `Date(${+at('2024-02-29T00:00:00Z')})`,
  ),
  gives(
    '$dateAdd in an unknown unit',
    { $dateAdd: { startDate: '$at', unit: 'moon', amount: 1 } },
    code(9, 'FailedToParse'),
  ),
  gives('$indexOfArray', { $indexOfArray: ['$l', 2] }, 2),
  gives('$indexOfArray of what is not there', { $indexOfArray: ['$l', 9] }, -1),
  gives('$indexOfArray in nothing', { $indexOfArray: ['$none', 1] }, null),
  gives('$toLong of a date', { $gt: [{ $toLong: '$later' }, { $toLong: '$at' }] }, true),
  gives('$toLong of nothing', { $toLong: '$none' }, null),
  gives('$dateAdd to a missing date', { $dateAdd: { startDate: '$none', unit: 'day', amount: 1 } }, null),
  gives(
    '$dateSubtract',
    { $dateSubtract: { startDate: '$later', unit: 'second', amount: 10 } },
    `Date(${+doc.at})`,
  ),
  gives('$regexMatch', { $regexMatch: { input: '$s', regex: '^ab', options: 'i' } }, true),
  gives('$regexMatch of an expression', { $regexMatch: { input: '$s', regex: /^a/ } }, false),
  gives('$regexMatch of null', { $regexMatch: { input: '$nothing', regex: 'a' } }, false),
  gives('$regexMatch of a missing field', { $regexMatch: { input: '$none', regex: 'a' } }, false),
  gives('$regexMatch of a number', { $regexMatch: { input: '$n', regex: 'a' } }, code(51104)),
  gives('$or and $and', { $or: [{ $and: ['$n', '$none'] }, { $not: ['$nothing'] }] }, true),
  gives('$let', { $let: { vars: { m: { $add: ['$n', 1] } }, in: { $multiply: ['$$m', 2] } } }, 12),
  gives('$ifNull of several', { $ifNull: ['$none', '$nothing', '$n'] }, 5),
  gives('an unknown operator', { $foo: 1 }, code(168, 'InvalidPipelineOperator'), 'another code'),
];
