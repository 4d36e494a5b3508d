import { Decimal128, Long } from 'bson';
import { combineDecimals, divideDecimals } from './decimals';

export const isNumeric = (value: unknown): boolean =>
  typeof value === 'number' || value instanceof Long || value instanceof Decimal128;

export const toNumber = (value: unknown): number => Number(String(value));

export function addNumbers(a: unknown, b: unknown): unknown {
  if (typeof a === 'number' && typeof b === 'number') return a + b;
  if (isDecimal(a, b)) return combineDecimals('add', a, b);
  return viaBigInt(a, b, (x, y) => x + y) ?? toNumber(a) + toNumber(b);
}

export function multiplyNumbers(a: unknown, b: unknown): unknown {
  if (typeof a === 'number' && typeof b === 'number') return a * b;
  if (isDecimal(a, b)) return combineDecimals('multiply', a, b);
  return viaBigInt(a, b, (x, y) => x * y) ?? toNumber(a) * toNumber(b);
}

/** A Decimal128 where one of them is, otherwise a double. */
export function divideNumbers(a: unknown, b: unknown): unknown {
  return isDecimal(a, b) ? divideDecimals(a, b) : toNumber(a) / toNumber(b);
}

const isDecimal = (a: unknown, b: unknown) => a instanceof Decimal128 || b instanceof Decimal128;

/** Exact for whole numbers; undefined for fractions, which the caller computes as doubles. */
function viaBigInt(a: unknown, b: unknown, combine: (x: bigint, y: bigint) => bigint): unknown {
  const whole = /^-?\d+$/;
  if (!whole.test(String(a)) || !whole.test(String(b))) return undefined;
  return Long.fromBigInt(combine(BigInt(String(a)), BigInt(String(b))));
}
