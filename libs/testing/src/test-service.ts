import { pino, type Logger } from 'pino';
import type { Bus } from '@courses/messaging';
import type { Express } from 'express';
import { bundleTests } from './config';
import type { BackingServices } from './backing-services';
import { startProcess } from './service-process';
import { untilReady } from './wait-for';

interface Config {
  PORT: number;
  LOG_LEVEL: 'silent';
  MONGODB_URI: string;
  AMQP_URL: string;
}

type BuildApp<Special> = (
  config: Config & Special,
  overrides: { bus: Bus; logger: Logger },
) => { app: Express; start(): Promise<{ url: string }>; stop(): Promise<void> };

/** A service under test: real HTTP on a free port, with the backingServices of the test. */
export interface TestService {
  url: string;
  /** Undefined where the service is a process of its own. */
  app: Express | undefined;
  /** What it logged, where it is a process of its own. */
  log: Record<string, unknown>[];
  stop(): Promise<void>;
}

/**
 * Starts a service by its composition root and waits until it is ready; in `npm run test:bundles` its bundle is started
 * instead, as in an image. `special` is what its configuration has more.
 */
export async function startTestService<Special extends object = object>(
  name: string,
  buildApp: BuildApp<Special>,
  backingServices: BackingServices,
  special: Special = {} as Special,
): Promise<TestService> {
  const service = bundleTests()
    ? await startBundle(name, backingServices, special)
    : await startSources(name, buildApp, backingServices, special);
  await untilReady([service]);
  return service;
}

async function startSources<Special extends object>(
  name: string,
  buildApp: BuildApp<Special>,
  backingServices: BackingServices,
  special: Special,
): Promise<TestService> {
  const config: Config & Special = {
    PORT: 0,
    LOG_LEVEL: 'silent',
    MONGODB_URI: backingServices.mongodbUri,
    AMQP_URL: 'amqp://the-bus-of-the-test',
    ...special,
  };
  const service = buildApp(config, { bus: backingServices.bus(name), logger: pino({ level: 'silent' }) });
  const { url } = await service.start();
  return { url, app: service.app, log: [], stop: () => service.stop() };
}

async function startBundle(
  name: string,
  backingServices: BackingServices,
  special: object,
): Promise<TestService> {
  const { mongodbUri: MONGODB_URI, amqpUrl: AMQP_URL } = backingServices;
  const env = { MONGODB_URI, AMQP_URL, ...asVariables(special) };
  const bundle = await startProcess(name, env);
  return { url: bundle.url, app: undefined, log: bundle.log, stop: () => stopWell(name, bundle) };
}

/** A configuration as the environment variables that it was read from. */
export const asVariables = (config: object): Record<string, string> =>
  Object.fromEntries(
    Object.entries(config)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [key, String(value)]),
  );

/** Stops a process; fails when it does not end well. */
export async function stopWell(name: string, process: { stop(): Promise<number | null> }): Promise<void> {
  const code = await process.stop();
  if (code !== 0) throw new Error(`${name} ended with ${code}`);
}

/** `it` for a test that reaches into the process of the service, which it cannot where that is a bundle. */
export const itInProcess = (title: string, test: jest.ProvidesCallback): void =>
  bundleTests()
    ? it.skip(`${title} (left out: it reaches into the process, and a bundle is another one)`, test)
    : it(title, test);
