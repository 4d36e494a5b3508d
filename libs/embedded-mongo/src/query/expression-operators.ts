import { evalExpr } from 'mingo/core';
import type { Options } from 'mingo/types';
import { badValue, CommandError, typeMismatch } from '../errors';
import { average, greatest, least, sum } from './accumulators';
import { addNumbers, divideNumbers, isNumeric, multiplyNumbers, toNumber } from './arithmetic';
import { inUnits, moved } from './dates';
import { toRegExp } from './regex';
import { typeName } from './types';
import { compare, isDoc, typeOrder, type Doc } from './values';

type Operator = (doc: Doc, operand: unknown, options: Options) => unknown;

/** Our own where mingo's answer on missing fields, null, dates or Decimal128 differs from MongoDB's. */
const onValues =
  (compute: (values: unknown[]) => unknown): Operator =>
  (doc, operand, options) =>
    compute([operand].flat().map((one) => evalExpr(doc, one, options)));

const onTwo = (name: string, compute: (a: unknown, b: unknown) => unknown): Operator =>
  onValues((values) => {
    if (values.length === 2) return compute(values[0], values[1]);
    throw new CommandError(
      16020,
      `Expression ${name} takes exactly 2 arguments. ${values.length} were passed in.`,
    );
  });

const rank = (value: unknown): number => (value === undefined ? 0 : typeOrder(value));

/** In expressions a missing field comes before null. */
function order(a: unknown, b: unknown): number {
  return rank(a) - rank(b) || compare(withoutMissing(a), withoutMissing(b));
}

/** A computed document lacks the fields whose value is missing; in a list they are null. */
export function withoutMissing(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((element) => withoutMissing(element) ?? null);
  if (!isDoc(value)) return value;
  const present = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(present.map(([key, field]) => [key, withoutMissing(field)]));
}

const comparison = (name: string, accept: (order: number) => unknown): Operator =>
  onTwo(name, (a, b) => accept(order(a, b)));

const isMissing = (value: unknown) => value === null || value === undefined;

const wrongType = (name: string, value: unknown): CommandError =>
  typeMismatch(`${name} only supports numeric or date types, not ${typeName(value)}`);

function add(values: unknown[]): unknown {
  if (values.some(isMissing)) return null;
  const dates = values.filter((value) => value instanceof Date);
  if (dates.length > 1) throw new CommandError(16612, 'only one date allowed in an $add expression');
  const total = values
    .filter((value) => !(value instanceof Date))
    .reduce((sofar, value) => {
      if (!isNumeric(value)) throw wrongType('$add', value);
      return addNumbers(sofar, value);
    }, 0);
  return dates[0] ? moved(dates[0], total) : total;
}

function subtract(a: unknown, b: unknown): unknown {
  if (isMissing(a) || isMissing(b)) return null;
  if (a instanceof Date && b instanceof Date) return a.getTime() - b.getTime();
  if (!isNumeric(b)) throw wrongType('$subtract', b);
  if (a instanceof Date) return moved(a, -toNumber(b));
  if (!isNumeric(a)) throw wrongType('$subtract', a);
  return addNumbers(a, multiplyNumbers(-1, b));
}

function multiply(values: unknown[]): unknown {
  if (values.some(isMissing)) return null;
  return values.reduce((sofar, value) => {
    if (!isNumeric(value))
      throw typeMismatch(`$multiply only supports numeric types, not ${typeName(value)}`);
    return multiplyNumbers(sofar, value);
  }, 1);
}

function divide(a: unknown, b: unknown): unknown {
  if (isMissing(a) || isMissing(b)) return null;
  if (!isNumeric(a) || !isNumeric(b))
    throw typeMismatch(`$divide only supports numeric types, not ${typeName(a)} and ${typeName(b)}`);
  if (toNumber(b) === 0) throw badValue("can't $divide by zero");
  return divideNumbers(a, b);
}

/** `$max`, `$min`, `$sum`, `$avg` of several values, or of the elements of the one list. */
const ofAll = (compute: (values: unknown[]) => unknown): Operator =>
  onValues((values) => compute(values.length === 1 && Array.isArray(values[0]) ? values[0] : values));

const regexMatch: Operator = (doc, operand, options) => {
  const { input, regex, options: flags } = evalExpr(doc, operand, options) as Doc;
  if (isMissing(input) || isMissing(regex)) return false;
  if (typeof input !== 'string')
    throw new CommandError(51104, "$regexMatch needs 'input' to be of type string");
  return toRegExp(regex, flags ?? undefined).test(input);
};

const dateMoved =
  (name: string, sign: 1 | -1): Operator =>
  (doc, operand, options) => {
    const { startDate, unit, amount, timezone } = evalExpr(doc, operand, options) as Doc;
    if (timezone !== undefined)
      throw new CommandError(115, `embedded-mongo does not implement ${name} with a timezone`);
    if ([startDate, unit, amount].some(isMissing)) return null;
    if (!(startDate instanceof Date))
      throw new CommandError(5166403, `${name} requires startDate to be a date`);
    if (!isNumeric(amount) || !Number.isInteger(toNumber(amount)))
      throw new CommandError(5166405, `${name} expects integer amount of time units`);
    return inUnits(startDate, String(unit), sign * toNumber(amount));
  };

export const ownExpressions: Record<string, Operator> = {
  $eq: comparison('$eq', (o) => o === 0),
  $ne: comparison('$ne', (o) => o !== 0),
  $gt: comparison('$gt', (o) => o > 0),
  $gte: comparison('$gte', (o) => o >= 0),
  $lt: comparison('$lt', (o) => o < 0),
  $lte: comparison('$lte', (o) => o <= 0),
  $cmp: comparison('$cmp', Math.sign),
  $in: onTwo('$in', (value, list) => {
    if (Array.isArray(list)) return list.some((element) => order(value, element) === 0);
    throw new CommandError(
      40081,
      `$in requires an array as a second argument, found: ${typeName(list ?? null)}`,
    );
  }),
  $add: onValues(add),
  $subtract: onTwo('$subtract', subtract),
  $multiply: onValues(multiply),
  $divide: onTwo('$divide', divide),
  $max: ofAll(greatest),
  $min: ofAll(least),
  $sum: ofAll(sum),
  $avg: ofAll(average),
  $regexMatch: regexMatch,
  $dateAdd: dateMoved('$dateAdd', 1),
  $dateSubtract: dateMoved('$dateSubtract', -1),
};
