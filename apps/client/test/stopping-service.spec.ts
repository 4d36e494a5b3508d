import { connect, createServer, type AddressInfo } from 'node:net';
import { createHttpApp, createLogger, createMetrics, serve, type HttpServer } from '@courses/http-kit';
import { itInProcess } from '@courses/testing';
import { stopAll, stopLater } from './client-fixture';
import { sendRequest } from './send-request';
import { startClient } from './start-client';

afterEach(stopAll);

async function startReplica(): Promise<HttpServer> {
  const logger = createLogger('replica', 'silent');
  const options = { logger, metrics: createMetrics('replica'), dependencies: {} };
  const app = createHttpApp({ ...options, mount: [(_req, res) => void res.status(201).json({})] });
  return serve(app, { port: 0 });
}

/** The way between client and replica: what a replica closes is still open at the client for so long, in milliseconds. */
const delayMs = 50;

/** Connects to one of the replicas in turn, as a Service of Kubernetes does. */
async function balance(ports: number[]): Promise<string> {
  let turn = 0;
  const server = createServer((socket) => {
    const target = connect(ports[(turn += 1) % ports.length] as number, '127.0.0.1');
    for (const [one, other] of [[socket, target] as const, [target, socket] as const]) {
      one.on('error', () => undefined);
      one.on('close', () => setTimeout(() => other.destroy(), delayMs));
      one.on('data', (chunk) => setTimeout(() => other.write(chunk), delayMs));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stopLater({ url: '', stop: () => Promise.resolve(void server.close()) });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

itInProcess('loses no request, idempotent or not, while a replica of a service stops', async () => {
  const replicas = [await startReplica(), await startReplica()];
  const ports = replicas.map(({ url }) => Number(new URL(url).port));
  const client = await startClient({ coursesUrl: await balance(ports) });
  stopLater(client);
  let going = true;
  const statuses: Record<number, number> = {};
  // Most callers pause, so that their connections to the service are idle for a time.
  const caller = async (_: unknown, index: number) => {
    while (going) {
      const { status } = await sendRequest(client.url, '/api/v1/courses', { method: 'POST', body: '{}' });
      statuses[status] = (statuses[status] ?? 0) + 1;
      await new Promise((resolve) => setTimeout(resolve, index * 100));
    }
  };
  const callers = Array.from({ length: 12 }, caller);
  await new Promise((resolve) => setTimeout(resolve, 500));
  // It is no longer chosen; what is connected stays connected.
  const [stopping, other] = replicas as [HttpServer, HttpServer];
  ports.splice(0, 1);
  await stopping.stop('SIGTERM');
  going = false;
  await Promise.all(callers);
  expect(Object.keys(statuses)).toEqual(['201']);
  await other.stop();
});
