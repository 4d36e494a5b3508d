import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Heap bytes per request, connection and log line included: a fifth above the measured figures, which vary by a tenth. */
const budgets = [
  { what: 'a cached response', path: '/v1/things/it', bytes: 17_000 },
  { what: 'a response of a route', path: '/v1/fresh/it', bytes: 29_000 },
];
const requests = 200;

let server: ChildProcess;
let url: string;
beforeEach(async () => {
  const root = join(__dirname, '../../..');
  server = fork(join(__dirname, 'allocation-server.ts'), {
    // A large semi-space keeps garbage collection out of most measurements.
    execArgv: [
      '--import',
      pathToFileURL(require.resolve('tsx')).href,
      '--min-semi-space-size=128',
      '--max-semi-space-size=128',
    ],
    env: { ...process.env, TSX_TSCONFIG_PATH: join(root, 'tsconfig.base.json') },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  [url] = (await once(server, 'message')) as [string];
});
afterEach(async () => {
  server.disconnect();
  await once(server, 'exit');
});

const agent = new Agent({ keepAlive: true, maxSockets: 1 });
afterAll(() => agent.destroy());

const request = (address: string) =>
  new Promise<void>((resolve, reject) => {
    get(address, { agent }, (response) => response.resume().on('end', resolve)).on('error', reject);
  });

async function bytesPerRequest(address: string): Promise<number> {
  const before = await heap();
  for (let done = 0; done < requests; done += 1) await request(address);
  return ((await heap()) - before) / requests;
}

async function heap(): Promise<number> {
  server.send('heap');
  return ((await once(server, 'message')) as [number])[0];
}

const median = (values: number[]): number =>
  values.sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

it.each(budgets)('$what allocates at most $bytes bytes', async ({ path, bytes }) => {
  for (let warm = 0; warm < 10; warm += 1) await bytesPerRequest(url + path);
  const taken: number[] = [];
  for (let round = 0; round < 15; round += 1) taken.push(await bytesPerRequest(url + path));
  // Garbage collection or compilation distorts some of the rounds.
  expect(median(taken)).toBeLessThanOrEqual(bytes);
  expect(median(taken)).toBeGreaterThan(bytes / 3);
});
