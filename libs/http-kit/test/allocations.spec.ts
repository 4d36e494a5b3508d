import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Bytes on the heap for each request, connection and log line included. Above today's figures by a fifth: they vary by a tenth. */
const budgets = [
  { what: 'that is kept', path: '/v1/things/it', bytes: 17_000 },
  { what: 'of a route', path: '/v1/fresh/it', bytes: 29_000 },
];
const requests = 200;

let server: ChildProcess;
let url: string;
beforeEach(async () => {
  const root = join(__dirname, '../../..');
  server = fork(join(__dirname, 'allocation-server.ts'), {
    // As little as possible is collected between two readings.
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

const ask = (address: string) =>
  new Promise<void>((resolve, reject) => {
    get(address, { agent }, (answer) => answer.resume().on('end', resolve)).on('error', reject);
  });

async function ofRequests(address: string): Promise<number> {
  const before = await heap();
  for (let done = 0; done < requests; done += 1) await ask(address);
  return ((await heap()) - before) / requests;
}

async function heap(): Promise<number> {
  server.send('heap');
  return ((await once(server, 'message')) as [number])[0];
}

const median = (values: number[]): number =>
  values.sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

it.each(budgets)('an answer $what takes at most $bytes bytes', async ({ path, bytes }) => {
  for (let warm = 0; warm < 10; warm += 1) await ofRequests(url + path);
  const taken: number[] = [];
  for (let round = 0; round < 15; round += 1) taken.push(await ofRequests(url + path));
  // A collection or a compilation spoils some of them.
  expect(median(taken)).toBeLessThanOrEqual(bytes);
  expect(median(taken)).toBeGreaterThan(bytes / 3);
});
