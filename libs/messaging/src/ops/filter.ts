import type { Letter } from './letter';

/** Which messages of a queue are meant: those that fulfil all of it. */
export interface Filter {
  id?: string | undefined;
  type?: string | undefined;
  /** Part of the reason, in any case. */
  reason?: string | undefined;
  olderThanMs?: number | undefined;
  newerThanMs?: number | undefined;
}

export const isEverything = (filter: Filter): boolean => Object.keys(filter).length === 0;

export function matches(
  { id, type, reason, olderThanMs, newerThanMs }: Filter,
  letter: Letter,
  now = Date.now(),
): boolean {
  if (id !== undefined && letter.id !== id) return false;
  if (type !== undefined && letter.type !== type) return false;
  if (reason !== undefined && !letter.reason?.toLowerCase().includes(reason.toLowerCase())) return false;
  if (olderThanMs === undefined && newerThanMs === undefined) return true;
  if (!letter.since) return false;
  const ageMs = now - letter.since.getTime();
  return ageMs > (olderThanMs ?? -Infinity) && ageMs < (newerThanMs ?? Infinity);
}
