import { Binary, BSONRegExp, Code, Decimal128, Long, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';
import { compareDecimals, decimalKey } from './decimals';

export type Doc = Record<string, unknown>;

/** A plain sub-document: not an array, a date or one of BSON's classes. */
export function isDoc(value: unknown): value is Doc {
  return value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype;
}

/** `{ $gt: 1 }` and the like, as opposed to a value. */
export function isOperatorDoc(value: unknown): value is Doc {
  return isDoc(value) && Object.keys(value)[0]?.startsWith('$') === true;
}

/** Reads an own field only, so that `__proto__` and `constructor` are names like any other. */
export function getField(doc: Doc, name: string): unknown {
  return Object.prototype.hasOwnProperty.call(doc, name) ? doc[name] : undefined;
}

export function setField(doc: Doc, name: string, value: unknown): void {
  if (name !== '__proto__') doc[name] = value;
  else Object.defineProperty(doc, name, { value, writable: true, enumerable: true, configurable: true });
}

const orderOfClass: [new (...args: never[]) => unknown, number][] = [
  [Date, 45],
  [ObjectId, 35],
  [Binary, 30],
  [Timestamp, 47],
  [Long, 10],
  [Decimal128, 10],
  [BSONRegExp, 50],
  [Code, 60],
  [MinKey, -1],
  [MaxKey, 127],
];

/** MongoDB's order between types; numbers share one place, and so do null, undefined and a missing field. */
export function typeOrder(value: unknown): number {
  if (typeof value === 'string') return 15;
  if (typeof value === 'number') return 10;
  if (typeof value === 'boolean') return 40;
  if (value === null || value === undefined) return 5;
  if (Array.isArray(value)) return 25;
  if (isDoc(value)) return 20;
  return orderOfClass.find(([type]) => value instanceof type)?.[1] ?? 55;
}

/** MongoDB's sort order of any two values. */
export function compare(a: unknown, b: unknown): number {
  if (a === b) return 0;
  if (typeof a === 'string' && typeof b === 'string') return compareStrings(a, b);
  const order = typeOrder(a);
  return order - typeOrder(b) || (compareSameType[order]?.(a as never, b as never) ?? 0);
}

export const equal = (a: unknown, b: unknown): boolean => compare(a, b) === 0;

const primitive = <T extends string | number | boolean | bigint>(a: T, b: T) => (a < b ? -1 : a > b ? 1 : 0);

const surrogate = /[\ud800-\udfff]/;
/** By UTF-8 bytes as MongoDB does; JavaScript's own order differs only beyond the basic plane. */
function compareStrings(a: string, b: string): number {
  const astral = surrogate.test(a) || surrogate.test(b);
  return astral ? Buffer.compare(Buffer.from(a), Buffer.from(b)) : primitive(a, b);
}

function compareNumbers(a: unknown, b: unknown): number {
  if (typeof a !== 'number' || typeof b !== 'number') return compareDecimals(a, b);
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : -1;
  return Number.isNaN(b) ? 1 : primitive(a, b);
}

function compareArrays(a: unknown[], b: unknown[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const order = compare(a[i], b[i]);
    if (order) return order;
  }
  return a.length - b.length;
}

function compareDocs(a: Doc, b: Doc): number {
  const [left, right] = [Object.keys(a), Object.keys(b)];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const [x, y] = [left[i]!, right[i]!];
    const order = typeOrder(a[x]) - typeOrder(b[y]) || compareStrings(x, y) || compare(a[x], b[y]);
    if (order) return order;
  }
  return left.length - right.length;
}

function compareBinaries(a: Binary, b: Binary): number {
  return a.length() - b.length() || a.sub_type - b.sub_type || Buffer.compare(a.value(), b.value());
}

const compareSameType: Record<number, (a: never, b: never) => number> = {
  10: compareNumbers,
  20: compareDocs,
  25: compareArrays,
  30: compareBinaries,
  35: (a: ObjectId, b: ObjectId) => primitive(a.toHexString(), b.toHexString()),
  40: (a: boolean, b: boolean) => primitive(a, b),
  45: (a: Date, b: Date) => compareNumbers(a.getTime(), b.getTime()),
  47: (a: Timestamp, b: Timestamp) => primitive(a.toBigInt(), b.toBigInt()),
  50: (a: BSONRegExp, b: BSONRegExp) => primitive(`${a.pattern}/${a.options}`, `${b.pattern}/${b.options}`),
  55: (a: object, b: object) => primitive(JSON.stringify(a), JSON.stringify(b)),
  60: (a: Code, b: Code) => primitive(String(a.code), String(b.code)),
};

/** A string that is the same for two values exactly when they are equal: the key of a Map or a Set. */
export function keyOf(value: unknown): string {
  if (typeof value === 'string') return `s${value}`;
  if (typeof value === 'number') return `n${value === 0 ? 0 : value}`;
  if (Array.isArray(value)) return JSON.stringify(value.map(keyOf));
  if (isDoc(value)) return `o${JSON.stringify(Object.entries(value).map(([k, v]) => [k, keyOf(v)]))}`;
  if (value instanceof ObjectId) return `i${value.toHexString()}`;
  if (value instanceof Date) return `d${value.getTime()}`;
  if (value instanceof Binary) return `b${value.sub_type}:${value.toString('base64')}`;
  if (value instanceof Long || value instanceof Decimal128) return `n${decimalKey(value)}`;
  if (value === null || value === undefined) return 'null';
  return typeof value === 'boolean' ? `${value}` : `x${typeOrder(value)}${JSON.stringify(value)}`;
}
