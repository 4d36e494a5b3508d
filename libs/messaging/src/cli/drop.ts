import { Acknowledger } from './acknowledger';
import type { Broker } from './broker';
import { isEverything, matches, type Filter } from './filter';
import { maxPrefetch, scan, window, type Visitor } from './scan';

export interface DropOptions {
  queue: string;
  filter: Filter;
  signal: AbortSignal;
  /** Called before anything is deleted; undefined to skip the confirmation. */
  confirm: ((count: number) => Promise<boolean>) | undefined;
  onProgress: (seen: number, total: number) => void;
}

export interface Dropped {
  queue: string;
  dropped: number;
  left: number;
}

/** Deletes messages after confirmation of their count. What arrives meanwhile stays. */
export async function drop(broker: Broker, options: DropOptions): Promise<Dropped & { found: number }> {
  const { queue, filter, confirm } = options;
  const { ready: total } = await broker.existing(queue);
  const now = Date.now();
  if (confirm) {
    const found = isEverything(filter) ? total : await countMatches(broker, options, total, now);
    if (found === 0 || !(await confirm(found))) return { queue, found, dropped: 0, left: total };
  }
  const dropped = await remove(broker, options, total, now);
  return { queue, found: dropped, dropped, left: Math.max(0, total - dropped) };
}

async function countMatches(broker: Broker, options: DropOptions, total: number, now: number) {
  const { queue, filter, signal } = options;
  let found = 0;
  const visit: Visitor = (deadLetter) => {
    if (matches(filter, deadLetter, now)) found += 1;
    return 'stays';
  };
  await broker.onChannel((opened) =>
    scan(opened, { queue, limit: total, signal, prefetch: maxPrefetch, visit }),
  );
  return found;
}

function remove(broker: Broker, options: DropOptions, total: number, now: number): Promise<number> {
  const { queue, filter, signal, onProgress } = options;
  const prefetch = isEverything(filter) ? window : maxPrefetch;
  let seen = 0;
  return broker.onChannel(async (opened) => {
    const done = new Acknowledger(opened.channel, queue);
    const visit: Visitor = (deadLetter, message) => {
      onProgress((seen += 1), total);
      if (!matches(filter, deadLetter, now)) return 'stays';
      done.ack(message);
      return Promise.resolve();
    };
    await scan(opened, { queue, limit: total, signal, prefetch, visit, late: done.late });
    await done.finish();
    return done.acknowledged;
  });
}
