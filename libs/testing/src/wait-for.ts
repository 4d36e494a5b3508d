import { setTimeout as pause } from 'node:timers/promises';

/**
 * Polls until the result is neither undefined nor false, and returns it. An error counts as not yet. Fails after `timeoutMs`
 * (default 60,000) with `what` and the last error.
 */
export async function waitFor<T>(
  what: string,
  poll: () => T | undefined | false | Promise<T | undefined | false>,
  timeoutMs = 60_000,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  let last: unknown;
  for (;;) {
    try {
      const result = await poll();
      if (result !== undefined && result !== false) return result;
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (Date.now() > deadline) throw new Error(`Timed out waiting for ${what}`, { cause: last });
    await pause(20);
  }
}

/** Waits until the services report ready; fails like waitFor. */
export async function untilReady(services: Iterable<{ url: string }>, timeoutMs?: number): Promise<void> {
  for (const { url } of services)
    await waitFor(`${url} to be ready`, async () => (await fetch(`${url}/health/ready`)).ok, timeoutMs);
}
