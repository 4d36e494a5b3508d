import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Collector {
  url: string;
  /** Of all requests so far. */
  readonly bytes: number;
  stop(): void;
}

/** Takes spans as a collector does, and keeps none. */
export async function startCollector(): Promise<Collector> {
  let bytes = 0;
  const server = createServer((req, res) => {
    req.on('data', (chunk: Buffer) => (bytes += chunk.length));
    req.on('end', () => res.end());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get bytes() {
      return bytes;
    },
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
