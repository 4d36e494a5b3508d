import { badValue } from '../errors';
import { indexKeys } from './path';
import { compare, isDoc, type Doc } from './values';

export interface SortField {
  path: string[];
  direction: 1 | -1;
}

export function parseSort(sort: unknown): SortField[] {
  if (sort === undefined) return [];
  if (!isDoc(sort)) throw badValue('sort must be an object');
  return Object.entries(sort).map(([field, direction]) => {
    if (direction !== 1 && direction !== -1) {
      throw badValue('$sort key ordering must be 1 (for ascending) or -1 (for descending)');
    }
    return { path: field.split('.'), direction };
  });
}

/** The documents in order; of an array the lowest element counts ascending, the highest descending. */
export function sortDocs<T>(items: T[], fields: SortField[], docOf: (item: T) => Doc): T[] {
  if (fields.length === 0) return items;
  const keyed = items.map((item) => ({ item, keys: fields.map((field) => sortKey(docOf(item), field)) }));
  keyed.sort((a, b) => {
    for (const [i, { direction }] of fields.entries()) {
      const order = compare(a.keys[i], b.keys[i]);
      if (order) return order * direction;
    }
    return 0;
  });
  return keyed.map(({ item }) => item);
}

function sortKey(doc: Doc, { path, direction }: SortField): unknown {
  const keys = indexKeys(doc, [path]);
  return keys.map(([key]) => key).reduce((best, key) => (compare(key, best) * direction < 0 ? key : best));
}
