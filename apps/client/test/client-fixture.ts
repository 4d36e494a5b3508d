import type { RequestListener } from 'node:http';
import { text } from 'node:stream/consumers';
import { startClient, startUpstream, type Running } from './start-client';

const running: Running[] = [];

/** Starts a client in front of one service in place of courses and enrollments; `stopAll` stops them. Returns its URL. */
export async function startClientWithUpstream(
  listener: RequestListener,
  upstreamTimeoutMs?: number,
): Promise<string> {
  const upstream = await startUpstream(listener);
  const client = await startClient({
    coursesUrl: upstream.url,
    enrollmentsUrl: upstream.url,
    ...(upstreamTimeoutMs ? { upstreamTimeoutMs } : {}),
  });
  stopLater(upstream, client);
  return client.url;
}

export const stopLater = (...more: Running[]): void => void running.push(...more);

export async function stopAll(): Promise<void> {
  for (const each of running.splice(0).reverse()) await each.stop();
}

export const echo: RequestListener = (req, res) => {
  text(req).then(
    (body) =>
      res
        .setHeader('content-type', 'application/json')
        .end(JSON.stringify({ method: req.method, url: req.url, headers: req.headers, body })),
    () => res.destroy(),
  );
};

export function deferred() {
  let resolve: (value?: unknown) => void = () => {};
  const promise = new Promise((settle) => (resolve = settle));
  return { promise, resolve };
}
