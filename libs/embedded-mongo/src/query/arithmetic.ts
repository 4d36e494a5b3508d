import { Decimal128, Long } from 'bson';

export const isNumeric = (value: unknown): boolean =>
  typeof value === 'number' || value instanceof Long || value instanceof Decimal128;

export function addNumbers(a: unknown, b: unknown): unknown {
  if (typeof a === 'number' && typeof b === 'number') return a + b;
  return viaBigInt(a, b, (x, y) => x + y) ?? Number(String(a)) + Number(String(b));
}

export function multiplyNumbers(a: unknown, b: unknown): unknown {
  if (typeof a === 'number' && typeof b === 'number') return a * b;
  return viaBigInt(a, b, (x, y) => x * y) ?? Number(String(a)) * Number(String(b));
}

/** Exact for whole numbers; undefined for fractions, which the caller computes as doubles. */
function viaBigInt(a: unknown, b: unknown, combine: (x: bigint, y: bigint) => bigint): unknown {
  const whole = /^-?\d+$/;
  if (!whole.test(String(a)) || !whole.test(String(b))) return undefined;
  const result = combine(BigInt(String(a)), BigInt(String(b)));
  return a instanceof Decimal128 || b instanceof Decimal128
    ? Decimal128.fromString(String(result))
    : Long.fromBigInt(result);
}
