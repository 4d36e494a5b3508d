import { setTimeout as pause } from 'node:timers/promises';

export interface LoadResult {
  requests: number;
  failures: string[];
}

/** Asks `url` again and again on a few connections until `work` is done, each request on a new connection or not. */
export async function underLoad(url: string, work: () => Promise<unknown>): Promise<LoadResult> {
  const result: LoadResult = { requests: 0, failures: [] };
  let working = true;
  const askOnAndOn = async (connection: 'close' | 'keep-alive') => {
    while (working) {
      result.requests += 1;
      try {
        const response = await fetch(url, { headers: { connection }, signal: AbortSignal.timeout(10_000) });
        await response.arrayBuffer();
        if (!response.ok) result.failures.push(`status ${response.status}`);
      } catch (error) {
        result.failures.push(String((error as Error).cause ?? error));
      }
      await pause(40);
    }
  };
  const askers = [
    askOnAndOn('close'),
    askOnAndOn('close'),
    askOnAndOn('keep-alive'),
    askOnAndOn('keep-alive'),
  ];
  try {
    await work();
  } finally {
    working = false;
    await Promise.all(askers);
  }
  return result;
}
