import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '../observability/logger';

/** A part of a process that takes its time to stop. */
export interface StopPart {
  /** As the log names it. */
  name: string;
  /** How long the parts after it wait, in milliseconds. */
  deadlineMs: number;
  stop: () => Promise<unknown>;
}

/**
 * Stops the parts one after another. A part that is not done at its deadline is logged and left, so the sum of the deadlines
 * is the upper bound. A part that fails is no reason to leave out the others: fails with the first error after the last part.
 */
export async function stopParts(logger: Logger, parts: readonly StopPart[]): Promise<void> {
  const errors: unknown[] = [];
  for (const { name, deadlineMs, stop } of parts) {
    const timer = new AbortController();
    const late = pause(deadlineMs, 'late', { signal: timer.signal });
    const outcome = await Promise.race([late, settle(stop)]);
    if (outcome === 'late') logger.error({ part: name, deadlineMs }, 'not stopped in time; left as it is');
    else {
      late.catch(() => undefined);
      timer.abort();
      errors.push(...outcome);
    }
  }
  if (errors.length > 0) throw errors[0];
}

/** The error of a part, if any. Never rejects: a part may fail after it was left. */
const settle = async (stop: StopPart['stop']): Promise<unknown[]> => {
  try {
    await stop();
    return [];
  } catch (error) {
    return [error];
  }
};
