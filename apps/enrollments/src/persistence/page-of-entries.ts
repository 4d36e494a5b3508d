import type { Page } from '@courses/contracts';
import { decodeCursor, encodeCursor } from '@courses/mongo';
import type { Entry } from '../domain/roster';
import type { PageRequest } from '../domain/roster-repository';

/** Goes on after the last entry of the page before; when that one has left, after where its id, which has the time in it, would be. */
export function pageOfEntries(order: string, entries: Entry[], { limit, cursor }: PageRequest): Page<Entry> {
  const rest = cursor === undefined ? entries : entriesAfter(entries, decodeCursor(order, cursor));
  const items = rest.slice(0, limit);
  const last = items.at(-1);
  return { items, ...(rest.length > limit && last ? { nextCursor: encodeCursor(order, last.id) } : {}) };
}

function entriesAfter(entries: Entry[], lastId: string): Entry[] {
  const index = entries.findIndex(({ id }) => id === lastId);
  return index < 0 ? entries.filter(({ id }) => id > lastId) : entries.slice(index + 1);
}
