import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { memoryBus, type Bus } from '@courses/messaging';
import { buildApp } from '../src/app';
import type { Config } from '../src/config';

export const indexHtml = '<!doctype html><title>Courses</title><div id="root"></div>';
export const script = `console.log(${JSON.stringify('a script that is worth compressing. '.repeat(100))});`;

export interface Running {
  url: string;
  stop(): Promise<void>;
}

/** A service behind the client, as the test wants it. */
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
  bus?: Bus;
  upstreamTimeoutMs?: number;
  howItWorks?: boolean;
}

const nobody = 'http://127.0.0.1:1';

export const testConfig = (given: Given = {}): Config => ({
  PORT: 0,
  LOG_LEVEL: 'silent',
  COURSES_URL: given.coursesUrl ?? nobody,
  ENROLLMENTS_URL: given.enrollmentsUrl ?? nobody,
  IDENTITY_URL: given.identityUrl ?? nobody,
  AMQP_URL: 'amqp://the-bus-of-the-test',
  SESSION_SECRET: given.secrets ?? ['a secret of the tests, long enough'],
  HOW_IT_WORKS: given.howItWorks ?? false,
});

/** The client's server on a free port, with a small built page. */
export async function startClient(given: Given = {}): Promise<Running> {
  const webFolder = mkdtempSync(join(tmpdir(), 'client-web-'));
  mkdirSync(join(webFolder, 'assets'));
  writeFileSync(join(webFolder, 'index.html'), indexHtml);
  writeFileSync(join(webFolder, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(join(webFolder, 'assets/index-a1b2c3.js'), script);
  writeFileSync(join(webFolder, 'assets/font-d4e5f6.woff2'), Buffer.alloc(4_096, 7));
  const bus = given.bus ?? memoryBus();
  const upstreamTimeoutMs = given.upstreamTimeoutMs ?? 10_000;
  const service = buildApp(testConfig(given), { bus, webFolder, upstreamTimeoutMs });
  const { url } = await service.start();
  return {
    url,
    async stop() {
      await service.stop();
      rmSync(webFolder, { recursive: true });
    },
  };
}
