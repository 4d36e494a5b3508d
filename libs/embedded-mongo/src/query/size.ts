import { calculateObjectSize } from 'bson';
import { badValue } from '../errors';
import { isDoc } from './values';

const known = new WeakMap<object, number>();

/** The bytes that BSON needs for a value. Remembers documents and arrays, which are never changed once stored. */
export function sizeOf(value: unknown): number {
  if (typeof value === 'string') return 5 + Buffer.byteLength(value);
  if (typeof value === 'number') return Object.is(value, value | 0) ? 4 : 8;
  if (value === null || value === undefined) return 0;
  if (value instanceof Date) return 8;
  if (!isDoc(value) && !Array.isArray(value)) return calculateObjectSize({ '': value }) - 7;
  const before = known.get(value);
  if (before !== undefined) return before;
  if ('_bsontype' in value) throw badValue("the field name '_bsontype' is not supported by embedded-mongo");
  const size = Array.isArray(value)
    ? value.reduce<number>((sum, element, i) => sum + 2 + String(i).length + sizeOf(element), 5)
    : Object.entries(value).reduce(
        (sum, [key, field]) => sum + 2 + Buffer.byteLength(key) + sizeOf(field),
        5,
      );
  known.set(value, size);
  return size;
}
