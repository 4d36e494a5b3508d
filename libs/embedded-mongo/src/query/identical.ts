import { encode } from '../wire/message';
import { isDoc } from './values';

/** Whether two values are stored in the same way: unlike equal ones, 1 and a decimal 1 are not identical. */
export function identical(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((value, i) => identical(value, b[i]));
  if (!isDoc(a) || !isDoc(b)) return Buffer.compare(encode({ a }), encode({ a: b })) === 0;
  const [left, right] = [Object.entries(a), Object.entries(b)];
  return (
    left.length === right.length &&
    left.every(([key, value], i) => key === right[i]![0] && identical(value, right[i]![1]))
  );
}
