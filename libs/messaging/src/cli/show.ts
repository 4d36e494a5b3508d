import type { Broker } from './broker';
import { isEverything, matches, type Filter } from './filter';
import type { DeadLetter } from './dead-letter';
import { maxPrefetch, scan, type Visitor } from './scan';

export interface ShowOptions {
  queue: string;
  filter: Filter;
  /** How many messages at most. */
  limit: number;
  signal: AbortSignal;
}

/** The first messages that match the filter. They stay in the queue. */
export async function show(
  broker: Broker,
  { queue, filter, limit, signal }: ShowOptions,
): Promise<{ deadLetters: DeadLetter[]; more: boolean }> {
  const { ready: total } = await broker.existing(queue);
  const deadLetters: DeadLetter[] = [];
  const visit: Visitor = (deadLetter) => {
    if (matches(filter, deadLetter)) deadLetters.push(deadLetter);
    return deadLetters.length < limit ? 'stays' : 'stays and ends';
  };
  const prefetch = isEverything(filter) ? Math.min(limit, maxPrefetch) : maxPrefetch;
  const seen = await broker.onChannel((opened) =>
    scan(opened, { queue, limit: total, signal, prefetch, visit }),
  );
  return { deadLetters, more: seen < total };
}
