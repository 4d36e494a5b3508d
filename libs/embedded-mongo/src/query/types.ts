import { Binary, BSONRegExp, Decimal128, Long, ObjectId, Timestamp } from 'bson';
import { badValue } from '../errors';
import { isDoc } from './values';

const isInt = (value: unknown) =>
  typeof value === 'number' && Number.isInteger(value) && value === (value | 0);

const types: [code: number, name: string, test: (value: unknown) => boolean][] = [
  [1, 'double', (value) => typeof value === 'number' && !isInt(value)],
  [2, 'string', (value) => typeof value === 'string'],
  [3, 'object', isDoc],
  [4, 'array', Array.isArray],
  [5, 'binData', (value) => value instanceof Binary],
  [7, 'objectId', (value) => value instanceof ObjectId],
  [8, 'bool', (value) => typeof value === 'boolean'],
  [9, 'date', (value) => value instanceof Date],
  [10, 'null', (value) => value === null],
  [11, 'regex', (value) => value instanceof BSONRegExp],
  [16, 'int', isInt],
  [17, 'timestamp', (value) => value instanceof Timestamp],
  [18, 'long', (value) => value instanceof Long],
  [19, 'decimal', (value) => value instanceof Decimal128],
];

/** MongoDB's name of the value's type, as its error messages use it. */
export function typeName(value: unknown): string {
  if (value === undefined) return 'missing';
  return types.find(([, , test]) => test(value))?.[1] ?? 'undefined';
}

/** `$type` with a name, a number or a list of them. */
export function typeTest(operand: unknown): (value: unknown) => boolean {
  const tests = (Array.isArray(operand) ? operand : [operand]).map((wanted: unknown) => {
    if (wanted === 'number')
      return (value: unknown) =>
        typeof value === 'number' || value instanceof Decimal128 || value instanceof Long;
    const type = types.find(([code, name]) => code === wanted || name === wanted);
    if (!type) throw badValue(`Unknown type name alias: ${String(wanted)}`);
    return type[2];
  });
  return (value) => tests.some((test) => test(value));
}
