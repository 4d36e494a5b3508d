import { pino, type Logger } from 'pino';
import type { Bus, BusParts } from '@courses/messaging';
import type { Express } from 'express';
import { bundleTests } from './config';
import type { BackingServices } from './backing-services';
import { startProcess } from './service-process';
import { untilReady } from './wait-for';

interface Config {
  PORT: number;
  METRICS_PORT: number;
  LOG_LEVEL: 'silent';
  MONGODB_URI: string;
  AMQP_URL: string;
}

type BuildApp<Special> = (
  config: Config & Special,
  overrides: { bus: (parts: BusParts) => Bus; logger: Logger },
) => { app: Express; start(): Promise<{ url: string }>; stop(): Promise<void> };

/** A service under test: real HTTP on a free port, connected to the backing services of the test. */
export interface TestService {
  url: string;
  /** Undefined when the service runs in another process. */
  app: Express | undefined;
  /** Its log entries when it runs in another process. */
  log: Record<string, unknown>[];
  stop(): Promise<void>;
}

/**
 * Starts a service by its composition root and waits until it is ready; `npm run test:bundles` starts its production bundle
 * instead. `special` is the configuration beyond port, log level, database and broker.
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
    METRICS_PORT: 0,
    LOG_LEVEL: 'silent',
    MONGODB_URI: backingServices.mongodbUri,
    AMQP_URL: 'amqp://the-bus-of-the-test',
    ...special,
  };
  const service = buildApp(config, {
    bus: (parts) => backingServices.bus(name, parts),
    logger: pino({ level: 'silent' }),
  });
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
  return { url: bundle.url, app: undefined, log: bundle.log, stop: () => stopGracefully(name, bundle) };
}

/** A configuration as environment variables. */
export const asVariables = (config: object): Record<string, string> =>
  Object.fromEntries(
    Object.entries(config)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [key, String(value)]),
  );

/** Stops a process; fails unless it exits with 0. */
export async function stopGracefully(
  name: string,
  process: { stop(): Promise<number | null> },
): Promise<void> {
  const code = await process.stop();
  if (code !== 0) throw new Error(`${name} exited with ${code}`);
}

/** `it` for a test that needs the service in its own process; skipped when the service runs from its bundle. */
export const itInProcess = (title: string, test: jest.ProvidesCallback): void =>
  bundleTests()
    ? it.skip(`${title} (skipped: needs the service in the process of the test)`, test)
    : it(title, test);
