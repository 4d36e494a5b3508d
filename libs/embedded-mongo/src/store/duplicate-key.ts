import { ObjectId } from 'bson';
import { CommandError } from '../errors';
import { isDoc } from '../query/values';
import type { IndexSpec } from './collection-index';

/** Error 11000 with the pattern and the value, which mongoose and our services read. */
export function duplicateKey(namespace: string, spec: IndexSpec, key: unknown[]): CommandError {
  const entries = Object.keys(spec.key).map((field, i): [string, unknown] => [field, key[i]]);
  const shown = entries.map(([field, value]) => `${field}: ${show(value)}`).join(', ');
  return new CommandError(
    11000,
    `E11000 duplicate key error collection: ${namespace} index: ${spec.name} dup key: { ${shown} }`,
    { keyPattern: spec.key, keyValue: Object.fromEntries(entries) },
  );
}

function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (value instanceof ObjectId) return `ObjectId('${value.toHexString()}')`;
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (Array.isArray(value)) return value.length ? `[ ${value.map(show).join(', ')} ]` : '[]';
  if (isDoc(value))
    return `{ ${Object.entries(value)
      .map(([k, v]) => `${k}: ${show(v)}`)
      .join(', ')} }`;
  return String(value);
}
