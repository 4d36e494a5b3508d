import { waitFor } from '@courses/testing';
import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { apps } from '../support/apps';
import type { Fleet } from '../support/fleet';
import { charsets } from './fuzz/charsets';
import { exchange } from './fuzz/connection';
import { inspect, startInspectedFleet, type Inspection } from './fuzz/inspection';
import { fuzzPlan } from './fuzz/plan';
import { requests, type FuzzRequest } from './fuzz/requests';
import type { Operation } from './fuzz/targets';

const { seconds, seed } = fuzzPlan();
const batch = 300;
const concurrency = 64;
/** After so many rounds, caches, compiled code and metric series no longer grow. */
const roundsToWarmUp = 10;
/** Half the lifetime of a token, so that it is valid until the end of a round. */
const signInMs = 300_000;
const mostGrowthMegabytes = 8;
/** A complete request is answered or its connection closed by then. */
const mostWaitMs = 10_000;

const get = (path: string): Operation => ({ method: 'GET', path });
const ofAll = ['/health/live', '/health/ready'].map(get);
const ofServices = [
  '/openapi.json',
  '/docs',
  '/docs/start.js',
  '/docs/swagger-ui-bundle.js',
  '/docs/swagger-ui.css',
].map(get);
const ofClient = ['/', '/session', '/live', '/system', '/favicon.svg', '/assets/x.js', '/teach/new'].map(get);
const session = [
  { method: 'POST', path: '/session', takesBody: true },
  { method: 'DELETE', path: '/session', takesBody: false },
];

/** Endpoints that return tokens, which the client does not forward. */
const notForwarded = /^\/api\/v1\/(sessions|account\/)/;

jest.setTimeout(seconds * 2_000 + 180_000);

let fleet: Fleet;
let inspection: Inspection;
beforeAll(async () => {
  fleet = await startInspectedFleet();
  inspection = inspect(fleet);
});
afterAll(() => fleet.stop());

const server = (app: string) => fleet.servers[app] as Fleet['servers'][string];

async function operationsOf(app: string): Promise<(Operation & Partial<Documented>)[]> {
  if (app !== 'client') return [...ofAll, ...ofServices, ...(await documented(app))];
  const behind = (await Promise.all(apps.filter((other) => other !== app).map(documented))).flat();
  return [
    ...ofAll,
    ...ofClient,
    ...session,
    ...behind.map((operation) => ({ ...operation, path: `/api${operation.path}` })),
  ];
}

interface Documented extends Operation {
  takesBody: boolean;
}

async function documented(app: string): Promise<Documented[]> {
  const document = await (await fetch(`${server(app).url}/openapi.json`)).json();
  const { paths } = document as {
    paths: Record<string, Record<string, { requestBody?: { required: boolean } }>>;
  };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { requestBody }]) => ({
      method: method.toUpperCase(),
      path,
      takesBody: requestBody !== undefined,
    })),
  );
}

/** How often each status came, and how often none. */
const tally: Record<string, number> = {};

/** What is wrong with the answer, if anything is. */
async function send(app: string, { parts, whole, endless }: FuzzRequest): Promise<string | undefined> {
  const waitMs = whole ? mostWaitMs : 100;
  const { statuses, silent, unannounced } = await exchange(server(app).url, parts, {
    waitMs,
    untilFirst: endless,
  });
  for (const status of statuses.length > 0 ? statuses : ['none']) tally[status] = (tally[status] ?? 0) + 1;
  if (unannounced !== undefined) return `status ${unannounced}`;
  return whole && silent ? 'no response' : undefined;
}

async function sendAll(app: string, all: FuzzRequest[]): Promise<string[]> {
  const waiting = [...all];
  const faults: string[] = [];
  const sendOn = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const fault = await send(app, next);
      const text = Buffer.concat(next.parts).toString('latin1').slice(0, 1_500);
      if (fault) faults.push(`${app}: ${fault} to ${JSON.stringify(text)}`);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, sendOn));
  return faults;
}

it.each(apps)('rejects every charset but UTF-8 at every endpoint with a body (%s)', async (app) => {
  const credentials = (await fleet.signIn())[app] as string[];
  const taking = (await operationsOf(app)).filter(
    ({ takesBody, path }) => takesBody && !notForwarded.test(path),
  );
  const wrong: string[] = [];
  for (const { method, path } of taking)
    await Promise.all(
      charsets.map(async (charset) => {
        const lines = [
          `${method} ${path.replaceAll(/\{\w+\}/g, uuidv7())} HTTP/1.1`,
          'host: 127.0.0.1',
          'connection: close',
          `content-type: application/json; charset=${charset}`,
          'content-length: 2',
          ...credentials,
        ];
        const bytes = Buffer.from(`${lines.join('\r\n')}\r\n\r\n{}`, 'latin1');
        const { statuses } = await exchange(server(app).url, [bytes], { waitMs: 20_000, untilFirst: false });
        if (statuses.join() !== '415')
          wrong.push(`${method} ${path} ${charset}: ${statuses.join() || 'none'}`);
      }),
    );
  const allowed = (one: string) => / utf-8: /i.test(one);
  expect(wrong.filter((one) => !allowed(one))).toEqual([]);
  expect(wrong.filter(allowed)).toHaveLength(taking.length);
  expect(inspection.ended()).toEqual([]);
});

it.each(['/live', '/api/v1/courses', '/session'])(
  'pipelined requests of closed connections leak no memory (%s)',
  async (path) => {
    const request = `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n`;
    const leave = () =>
      exchange(server('client').url, [Buffer.from(request.repeat(1_000))], {
        waitMs: 150,
        untilFirst: false,
      });
    for (let warm = 0; warm < 3; warm += 1) await leave();
    const before = await inspection.heapOf('client');
    for (let round = 0; round < 15; round += 1) await leave();
    // Their work in progress must be released first.
    const grown = async () => (await inspection.heapOf('client')) - before;
    await waitFor('the heap to be as before', async () => (await grown()) < mostGrowthMegabytes);
  },
);

it(`no request in ${seconds} s crashes a process, gets an undocumented error or leaks memory (seed ${seed})`, async () => {
  const operations = await Promise.all(apps.map(operationsOf));
  const began = Date.now();
  let signedIn = { at: -Infinity, as: {} as Record<string, string[]> };
  let rounds = 0;
  const round = async () => {
    rounds += 1;
    if (Date.now() - signedIn.at > signInMs) signedIn = { at: Date.now(), as: await fleet.signIn() };
    const faults = apps.map((app, index) => {
      const arbitrary = requests(operations[index] as Operation[], signedIn.as[app] as string[]);
      return sendAll(app, fc.sample(arbitrary, { seed: seed + rounds, numRuns: batch }));
    });
    expect((await Promise.all(faults)).flat().slice(0, 5)).toEqual([]);
    expect(inspection.ended()).toEqual([]);
  };

  while (rounds < roundsToWarmUp) await round();
  const before = await Promise.all(apps.map(inspection.heapOf));
  while (Date.now() - began < seconds * 1_000) await round();
  const after = await Promise.all(apps.map(inspection.heapOf));

  const sent = rounds * apps.length * batch;
  process.stdout.write(`fuzz: ${JSON.stringify({ sent, rounds, tally, megabytes: { before, after } })}\n`);
  for (const [index, app] of apps.entries()) {
    expect((after[index] as number) - (before[index] as number)).toBeLessThan(mostGrowthMegabytes);
    expect([app, inspection.errorsOf(app)]).toEqual([app, []]);
    expect(inspection.faultsLogged(app)).toEqual([]);
  }
});
