import { Agent, get } from 'node:http';
import { setInterval as every } from 'node:timers/promises';

export interface LoadResult {
  requests: number;
  failures: string[];
  /** Milliseconds. */
  median: number;
  p99: number;
}

const timeoutMs = 10_000;
const tickMs = 25;

/** Sends `rate` requests a second until `work` is done, regardless of their responses; half of them over keep-alive connections. */
export async function underLoad(
  urls: string[],
  rate: number,
  work: () => Promise<unknown>,
): Promise<LoadResult> {
  const keepAlive = new Agent({ keepAlive: true });
  const durations: number[] = [];
  const failures: string[] = [];
  const open = new Set<Promise<void>>();
  let requests = 0;
  const send = () => {
    const url = urls[requests % urls.length] ?? '';
    const agent = (requests / urls.length) % 2 < 1 ? keepAlive : undefined;
    requests += 1;
    const answer = requestOnce(url, agent).then(
      (duration) => void durations.push(duration),
      (error: Error) => void failures.push(`${url}: ${error.message}`),
    );
    const tracked: Promise<void> = answer.finally(() => open.delete(tracked));
    open.add(tracked);
  };

  const end = new AbortController();
  const begin = performance.now();
  const sending = (async () => {
    for await (const _ of every(tickMs, undefined, { signal: end.signal }))
      while (requests < ((performance.now() - begin) / 1_000) * rate) send();
  })().catch(() => undefined);
  try {
    await work();
  } finally {
    end.abort();
    await sending;
    await Promise.all(open);
    keepAlive.destroy();
  }
  durations.sort((a, b) => a - b);
  const at = (share: number) => Math.round(durations[Math.floor(durations.length * share)] ?? 0);
  return { requests, failures, median: at(0.5), p99: at(0.99) };
}

/** Sends one request; resolves to its duration in milliseconds. */
function requestOnce(url: string, agent: Agent | undefined): Promise<number> {
  const begin = performance.now();
  return new Promise((resolve, reject) => {
    const options = agent ? { agent } : { agent: false, headers: { connection: 'close' } };
    const request = get(url, { ...options, timeout: timeoutMs }, (response) => {
      response.resume();
      response.on('error', reject);
      response.on('end', () => {
        if (response.statusCode === 200) resolve(performance.now() - begin);
        else reject(new Error(`status ${response.statusCode}`));
      });
    });
    request.on('timeout', () => request.destroy(new Error(`no response within ${timeoutMs} ms`)));
    request.on('error', (error: NodeJS.ErrnoException) => {
      // The server may close a keep-alive connection while a request is in flight; every HTTP client retries once.
      if (agent && request.reusedSocket && error.code === 'ECONNRESET') resolve(requestOnce(url, undefined));
      else reject(error);
    });
  });
}
