import { once } from 'node:events';
import { Agent, createServer, get, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buildBundles, startProcess, type ServiceProcess } from '@courses/testing';
import { median } from '../shared/statistics';

/** Heap bytes of the client per forwarded request, log line included: a fifth above the measured figure. */
const budget = 30_000;
const requests = 200;

let service: Server;
let client: ServiceProcess;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

beforeAll(async () => {
  buildBundles('client');
  service = createServer((_req, res) => res.end(JSON.stringify({ title: 'x'.repeat(500) })));
  await once(service.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
  client = await startProcess(
    'client',
    {
      SERVICE_URL: 'http://127.0.0.1:1/{service}',
      COURSES_URL: url,
      AMQP_URL: 'amqp://127.0.0.1:1',
      SESSION_SECRET: 'x'.repeat(32),
    },
    // A large semi-space keeps garbage collection out of most measurements.
    {
      nodeArgs: [
        '--require',
        join(__dirname, 'report-heap.cjs'),
        '--min-semi-space-size=128',
        '--max-semi-space-size=128',
      ],
    },
  );
}, 300_000);

afterAll(async () => {
  agent.destroy();
  await client.stop();
  service.close();
});

const request = () =>
  new Promise<void>((resolve, reject) => {
    get(`${client.url}/api/v1/courses`, { agent }, (response) => response.resume().on('end', resolve)).on(
      'error',
      reject,
    );
  });

const heap = async (): Promise<number> => Number(await client.request('heap'));

async function bytesPerRequest(): Promise<number> {
  const before = await heap();
  for (let done = 0; done < requests; done += 1) await request();
  return ((await heap()) - before) / requests;
}

it(`a forwarded request allocates at most ${budget} bytes`, async () => {
  for (let warm = 0; warm < 10; warm += 1) await bytesPerRequest();
  const taken: number[] = [];
  for (let round = 0; round < 15; round += 1) taken.push(await bytesPerRequest());
  // Garbage collection or compilation distorts some of the rounds.
  expect(median(taken)).toBeLessThanOrEqual(budget);
  expect(median(taken)).toBeGreaterThan(budget / 3);
}, 60_000);
