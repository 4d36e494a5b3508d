import { BSONRegExp, MaxKey, MinKey } from 'bson';
import { badValue } from '../errors';
import { toRegExp } from './regex';
import { compare, equal, isOperatorDoc, keyOf, typeOrder } from './values';

/** What an operator asks of one value; undefined stands for a missing field. */
export type ValueTest = (value: unknown) => boolean;

export function equality(operand: unknown): ValueTest {
  if (operand === null || operand === undefined) return (value) => value === null || value === undefined;
  if (typeof operand === 'string' || typeof operand === 'boolean') return (value) => value === operand;
  return (value) => value !== undefined && equal(value, operand);
}

export function range(operand: unknown, accept: (order: number) => boolean): ValueTest {
  if (operand instanceof BSONRegExp) throw badValue("Can't have RegEx as arg to predicate over field");
  const anyType = operand instanceof MinKey || operand instanceof MaxKey;
  const type = typeOrder(operand);
  return (value) => {
    if (!anyType && typeOrder(value) !== type) return false;
    if (Number.isNaN(value) !== Number.isNaN(operand)) return false;
    return accept(compare(value, operand));
  };
}

export function membership(operand: unknown): ValueTest {
  if (!Array.isArray(operand)) throw badValue('$in needs an array');
  const values = operand as unknown[];
  if (values.some(isOperatorDoc)) throw badValue('cannot nest $ under $in');
  const keys = new Set(values.map(keyOf));
  const expressions = values
    .filter((value) => value instanceof BSONRegExp)
    .map((value) => regexTest(value, undefined));
  return (value) => keys.has(keyOf(value)) || expressions.some((test) => test(value));
}

export function regexTest(operand: unknown, options: unknown): ValueTest {
  const regex = toRegExp(operand, options);
  const stored = operand instanceof BSONRegExp ? operand : undefined;
  return (value) =>
    typeof value === 'string'
      ? regex.test(value)
      : stored !== undefined && value instanceof BSONRegExp && equal(value, stored);
}

export function arraySize(operand: unknown): ValueTest {
  if (typeof operand !== 'number')
    throw badValue(`Failed to parse $size. Expected a number in: $size: ${String(operand)}`);
  if (operand < 0 || !Number.isInteger(operand))
    throw badValue(`Failed to parse $size. Expected a non-negative integer`);
  return (value) => Array.isArray(value) && value.length === operand;
}

export function modulo(operand: unknown): ValueTest {
  if (!Array.isArray(operand) || operand.length !== 2)
    throw badValue('malformed mod, needs to be an array of two numbers');
  const [divisor, remainder] = operand.map((number) => Math.trunc(Number(number))) as [number, number];
  if (divisor === 0) throw badValue('divisor cannot be 0');
  return (value) => typeof value === 'number' && Math.trunc(value) % divisor === remainder;
}
