import { CommandError } from '../errors';
import { getField, isDoc, type Doc } from './values';

export const isIndex = (part: string): boolean => /^\d{1,9}$/.test(part);

/**
 * Whether any value that MongoDB reaches at the path passes: arrays on the way are searched, and with
 * `expand` also the elements of an array at its end.
 */
export function someAt(
  value: unknown,
  parts: string[],
  at: number,
  expand: boolean,
  test: (value: unknown) => boolean,
): boolean {
  const part = parts[at];
  if (part === undefined) return test(value) || (expand && Array.isArray(value) && value.some(test));
  if (!Array.isArray(value)) {
    return someAt(isDoc(value) ? getField(value, part) : undefined, parts, at + 1, expand, test);
  }
  if (isIndex(part) && Number(part) < value.length) {
    const last = at === parts.length - 1; // MongoDB does not look into an array that a position names
    if (someAt(value[Number(part)], parts, at + 1, expand && !last, test)) return true;
  }
  return value.some((element) => isDoc(element) && someAt(element, parts, at, expand, test));
}

interface Cursor {
  value: unknown;
  at: number;
  done: boolean;
}

function advance(cursor: Cursor, parts: string[]): Cursor {
  let { value, at } = cursor;
  for (; at < parts.length; at++) {
    const part = parts[at]!;
    if (isDoc(value)) value = getField(value, part);
    else if (Array.isArray(value) && isIndex(part)) value = (value as unknown[])[Number(part)];
    else if (Array.isArray(value)) return { value, at, done: false };
    else return { value: undefined, at, done: true };
  }
  return { value, at, done: cursor.done || !Array.isArray(value) };
}

/** The key tuples under which an index stores the document: several when a path leads through an array. */
export function indexKeys(doc: Doc, paths: string[][]): unknown[][] {
  return expandKeys(
    paths.map(() => ({ value: doc, at: 0, done: false })),
    paths,
  );
}

function expandKeys(cursors: Cursor[], paths: string[][]): unknown[][] {
  const reached = cursors.map((cursor, i) => (cursor.done ? cursor : advance(cursor, paths[i]!)));
  const arrays = new Set(reached.filter(({ done }) => !done).map(({ value }) => value as unknown[]));
  if (arrays.size === 0) return [reached.map(({ value }) => value ?? null)];
  if (arrays.size > 1) throw new CommandError(171, 'cannot index parallel arrays');
  const [array] = arrays;
  const elements = array!.length ? array! : [undefined];
  return elements.flatMap((value) =>
    expandKeys(
      reached.map((cursor, i) =>
        cursor.done ? cursor : { value, at: cursor.at, done: cursor.at === paths[i]!.length },
      ),
      paths,
    ),
  );
}

/** All values at a path, elements of arrays one by one. */
export function valuesAt(doc: Doc, parts: string[]): unknown[] {
  const values: unknown[] = [];
  someAt(doc, parts, 0, false, (value) => {
    if (Array.isArray(value)) values.push(...(value as unknown[]));
    else if (value !== undefined) values.push(value);
    return false;
  });
  return values;
}
