import type { DeadLetter } from './dead-letter';

/** Selects messages of a queue: those that match all of it. */
export interface Filter {
  id?: string | undefined;
  type?: string | undefined;
  /** Part of the reason, case-insensitive. */
  reason?: string | undefined;
  olderThanMs?: number | undefined;
  newerThanMs?: number | undefined;
}

export const isEverything = (filter: Filter): boolean => Object.keys(filter).length === 0;

export function matches(
  { id, type, reason, olderThanMs, newerThanMs }: Filter,
  deadLetter: DeadLetter,
  now = Date.now(),
): boolean {
  if (id !== undefined && deadLetter.id !== id) return false;
  if (type !== undefined && deadLetter.type !== type) return false;
  if (reason !== undefined && !deadLetter.reason?.toLowerCase().includes(reason.toLowerCase())) return false;
  if (olderThanMs === undefined && newerThanMs === undefined) return true;
  if (!deadLetter.since) return false;
  const ageMs = now - deadLetter.since.getTime();
  return ageMs > (olderThanMs ?? -Infinity) && ageMs < (newerThanMs ?? Infinity);
}
