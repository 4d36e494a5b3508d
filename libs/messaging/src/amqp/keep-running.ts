import type { Backoff } from '../delivery/backoff';

/** A session that lasted this long counts as a success: the next failure is the first in a row. */
const stableMs = 5_000;

/**
 * Runs a session, and the next one whenever it ends or fails, after the backoff; until the signal aborts. Never rejects.
 */
export async function keepRunning(
  session: () => Promise<void>,
  {
    signal,
    backoff,
    onEnd,
  }: { signal: AbortSignal; backoff: Backoff; onEnd: (error: unknown, worthLogging: boolean) => void },
): Promise<void> {
  while (!signal.aborted) {
    const started = performance.now();
    const error = await session().catch((reason: unknown) => reason);
    if (signal.aborted) return;
    if (performance.now() - started > stableMs) backoff.reset();
    onEnd(error, backoff.fail().worthLogging);
    await backoff.pause(signal);
  }
}
