import { setTimeout as pause } from 'node:timers/promises';

/**
 * Asks again and again until the answer is neither undefined nor false, and returns it. A question that throws counts
 * as not yet. Fails after `timeoutMs` (default 60,000) with what was waited for and the last error.
 */
export async function waitFor<T>(
  what: string,
  ask: () => T | undefined | false | Promise<T | undefined | false>,
  timeoutMs = 60_000,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  let last: unknown;
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== false) return answer;
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (Date.now() > deadline) throw new Error(`Waited in vain for ${what}`, { cause: last });
    await pause(20);
  }
}

/** Until the services can do their work, their backingServices included; fails like waitFor. */
export async function untilReady(services: Iterable<{ url: string }>, timeoutMs?: number): Promise<void> {
  for (const { url } of services)
    await waitFor(`${url} to be ready`, async () => (await fetch(`${url}/health/ready`)).ok, timeoutMs);
}
