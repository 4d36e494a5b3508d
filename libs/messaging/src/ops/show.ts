import type { Broker } from './broker';
import { isEverything, matches, type Filter } from './filter';
import type { Letter } from './letter';
import { maxPrefetch, scan, type Visitor } from './scan';

export interface ShowOptions {
  queue: string;
  filter: Filter;
  /** How many messages at most. */
  limit: number;
  signal: AbortSignal;
}

/** The first messages that the filter wants. They stay where they are. */
export async function show(
  broker: Broker,
  { queue, filter, limit, signal }: ShowOptions,
): Promise<{ letters: Letter[]; more: boolean }> {
  const { ready: total } = await broker.existing(queue);
  const letters: Letter[] = [];
  const visit: Visitor = (letter) => {
    if (matches(filter, letter)) letters.push(letter);
    return letters.length < limit ? 'stays' : 'stays and ends';
  };
  const prefetch = isEverything(filter) ? Math.min(limit, maxPrefetch) : maxPrefetch;
  const seen = await broker.onChannel((opened) =>
    scan(opened, { queue, limit: total, signal, prefetch, visit }),
  );
  return { letters, more: seen < total };
}
