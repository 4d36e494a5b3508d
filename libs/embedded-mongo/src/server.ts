import { createServer, type AddressInfo, type Socket } from 'node:net';
import { createDispatcher } from './commands/dispatch';
import { Store } from './store/store';
import { serveConnection } from './wire/connection';

const SWEEP_INTERVAL_MS = 1000;

export interface EmbeddedMongo {
  /** `mongodb://127.0.0.1:<port>/` */
  uri: string;
  /** Closes every connection and forgets all data. */
  stop(): Promise<void>;
}

/**
 * Starts a MongoDB-compatible server inside this process, on 127.0.0.1 only, with its data in memory.
 * For the quick start and for fast tests; it is neither durable nor a replacement for MongoDB.
 * Rejects with the system's error when the port (default 0: any free one) cannot be bound.
 */
export async function startEmbeddedMongo(options: { port?: number } = {}): Promise<EmbeddedMongo> {
  const store = new Store();
  const sockets = new Set<Socket>();
  const run = createDispatcher(store);
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    serveConnection(socket, run);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const sweep = setInterval(() => store.sweep(Date.now()), SWEEP_INTERVAL_MS).unref();
  const stop = () =>
    new Promise<void>((resolve) => {
      clearInterval(sweep);
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  return { uri: `mongodb://127.0.0.1:${(server.address() as AddressInfo).port}/`, stop };
}
