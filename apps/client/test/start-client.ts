import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { memoryBus, type Bus } from '@courses/messaging';
import type { Tracing } from '@courses/telemetry';
import {
  asVariables,
  bundleTests,
  startProcess,
  stopGracefully,
  waitFor,
  type BackingServices,
} from '@courses/testing';
import { buildApp } from '../src/app';
import type { Config } from '../src/config';
import { forwarded, urlVariable } from '../src/server/upstreams';

export const root = '<div id="root"></div>';
const indexHtml = `<!doctype html><title>Courses</title><meta property="og:image" content="/social.png" />${root}`;
export const script = `console.log(${JSON.stringify('a script that is worth compressing. '.repeat(100))});`;

export const compressedScript = brotliCompressSync(script);

export interface Running {
  url: string;
  stop(): Promise<void>;
}

/** A service behind the client. */
export async function startUpstream(listener: RequestListener): Promise<Running & { server: Server }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    server,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

interface Given {
  coursesUrl?: string;
  enrollmentsUrl?: string;
  identityUrl?: string;
  secrets?: string[];
  /** Their broker is used; without them a memory bus. */
  backingServices?: BackingServices;
  upstreamTimeoutMs?: number;
  howItWorks?: boolean;
  trustTraceparent?: boolean;
  tracing?: Tracing;
}

const nobody = 'http://127.0.0.1:1';
const nowhere = 'amqp://127.0.0.1:1';

export const testConfig = (given: Given = {}): Config => ({
  PORT: 0,
  METRICS_PORT: 0,
  LOG_LEVEL: 'silent',
  ...Object.fromEntries(Object.keys(forwarded).map((service) => [urlVariable(service), nobody])),
  COURSES_URL: given.coursesUrl ?? nobody,
  ENROLLMENTS_URL: given.enrollmentsUrl ?? nobody,
  IDENTITY_URL: given.identityUrl ?? nobody,
  AMQP_URL: given.backingServices?.amqpUrl ?? nowhere,
  SESSION_SECRET: given.secrets ?? ['a secret of the tests that is long enough'],
  TRUST_TRACEPARENT: given.trustTraceparent ?? false,
  HOW_IT_WORKS: given.howItWorks ?? false,
});

/** The client's server on a free port, with a small built page; in `npm run test:bundles` as its bundle. */
export async function startClient(given: Given = {}): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), 'client-'));
  writePage(join(folder, 'web'));
  const client = await (bundleTests() ? startBundle(given, folder) : startSources(given, folder));
  return {
    url: client.url,
    async stop() {
      await client.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

function writePage(webFolder: string): void {
  mkdirSync(join(webFolder, 'assets'), { recursive: true });
  writeFileSync(join(webFolder, 'index.html'), indexHtml);
  writeFileSync(join(webFolder, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(join(webFolder, 'assets/index-a1b2c3.js'), script);
  writeFileSync(join(webFolder, 'assets/index-a1b2c3.js.br'), compressedScript);
  writeFileSync(join(webFolder, 'assets/font-d4e5f6.woff2'), Buffer.alloc(4_096, 7));
}

async function startSources(given: Given, folder: string): Promise<Running> {
  let bus: Bus | undefined;
  const service = buildApp(testConfig(given), {
    bus: (parts) => (bus = given.backingServices?.bus('client', parts) ?? memoryBus(parts)),
    webFolder: join(folder, 'web'),
    upstreamTimeoutMs: given.upstreamTimeoutMs ?? 9_000,
    ...(given.tracing && { tracing: given.tracing }),
  });
  const { url } = await service.start();
  await waitFor('the bus', () => bus?.state === 'connected');
  return { url, stop: () => service.stop() };
}

/** The bundle expects the page beside itself. */
async function startBundle(given: Given, folder: string): Promise<Running> {
  copyFileSync(join(__dirname, '../../../dist/apps/client/main.js'), join(folder, 'main.js'));
  const config = testConfig(given);
  const onOff = (value: boolean) => (value ? 'on' : 'off');
  const env = {
    ...asVariables(config),
    LOG_LEVEL: 'info',
    HOW_IT_WORKS: onOff(config.HOW_IT_WORKS),
    TRUST_TRACEPARENT: onOff(config.TRUST_TRACEPARENT),
  };
  const bundle = await startProcess('client', env, { folder });
  if (given.backingServices && config.HOW_IT_WORKS) await untilConnected(bundle.url);
  return { url: bundle.url, stop: () => stopGracefully('client', bundle) };
}

/** Before, it misses events; a bundle reports its bus only with HOW_IT_WORKS. */
const untilConnected = (client: string) =>
  waitFor('the bus', async () => {
    const { broker } = (await (await fetch(`${client}/system`)).json()) as { broker: string };
    return broker === 'connected';
  });
