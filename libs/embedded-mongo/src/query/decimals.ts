import { Decimal128, type Long } from 'bson';

interface Decimal {
  coefficient: bigint;
  exponent: number;
}

/** -1 for NaN (below all numbers in MongoDB's order), 0 for finite numbers, ±Infinity. */
function special(value: unknown): number | undefined {
  const text = String(value);
  if (text === 'NaN') return NaN;
  return text === 'Infinity' ? Infinity : text === '-Infinity' ? -Infinity : undefined;
}

function parse(value: unknown): Decimal {
  const [mantissa = '0', exponent = '0'] = String(value).toUpperCase().split('E');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  return { coefficient: BigInt(whole + fraction), exponent: Number(exponent) - fraction.length };
}

/** Orders numbers of any BSON type where at least one is not a JavaScript number. */
export function compareDecimals(a: unknown, b: unknown): number {
  const [x, y] = [special(a), special(b)];
  if (x !== undefined || y !== undefined) {
    const [p, q] = [x ?? 0, y ?? 0];
    if (Number.isNaN(p)) return Number.isNaN(q) ? 0 : -1;
    return Number.isNaN(q) ? 1 : p < q ? -1 : p > q ? 1 : 0;
  }
  const [left, right] = [parse(a), parse(b)];
  const base = Math.min(left.exponent, right.exponent);
  const p = left.coefficient * 10n ** BigInt(left.exponent - base);
  const q = right.coefficient * 10n ** BigInt(right.exponent - base);
  return p < q ? -1 : p > q ? 1 : 0;
}

/** The same text as `String(number)` for a value that a JavaScript number holds exactly. */
export function decimalKey(value: Long | Decimal128): string {
  if (special(value) !== undefined) return String(value);
  const number = Number(String(value));
  if (compareDecimals(value, number) === 0) return String(number === 0 ? 0 : number);
  let { coefficient, exponent } = parse(value);
  for (; coefficient % 10n === 0n; exponent++) coefficient /= 10n;
  return `${coefficient}e${exponent}`;
}

const toDecimal = ({ coefficient, exponent }: Decimal): Decimal128 =>
  Decimal128.fromStringWithRounding(`${coefficient}E${exponent}`);

/** Exact, then rounded to the 34 digits of Decimal128. */
export function combineDecimals(operation: 'add' | 'multiply', a: unknown, b: unknown): Decimal128 {
  if (special(a) !== undefined || special(b) !== undefined) {
    const [p, q] = [Number(String(a)), Number(String(b))];
    return Decimal128.fromString(String(operation === 'add' ? p + q : p * q));
  }
  const [left, right] = [parse(a), parse(b)];
  if (operation === 'multiply') {
    return toDecimal({
      coefficient: left.coefficient * right.coefficient,
      exponent: left.exponent + right.exponent,
    });
  }
  const exponent = Math.min(left.exponent, right.exponent);
  const scaled = [left, right].map((one) => one.coefficient * 10n ** BigInt(one.exponent - exponent));
  return toDecimal({ coefficient: scaled[0]! + scaled[1]!, exponent });
}

/** To 34 digits, without the zeros that the division adds. */
export function divideDecimals(a: unknown, b: unknown): Decimal128 {
  if (special(a) !== undefined || special(b) !== undefined)
    return Decimal128.fromString(String(Number(String(a)) / Number(String(b))));
  const [left, right] = [parse(a), parse(b)];
  const more = 40 + String(right.coefficient).length;
  const ideal = left.exponent - right.exponent;
  let coefficient = (left.coefficient * 10n ** BigInt(more)) / right.coefficient;
  let exponent = ideal - more;
  for (; exponent < ideal && coefficient % 10n === 0n; exponent++) coefficient /= 10n;
  return toDecimal({ coefficient, exponent });
}
