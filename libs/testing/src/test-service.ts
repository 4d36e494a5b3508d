import { pino, type Logger } from 'pino';
import type { Bus } from '@courses/messaging';
import type { Express } from 'express';
import type { Neighbours } from './neighbours';
import { waitFor } from './wait-for';

interface Config {
  PORT: number;
  LOG_LEVEL: 'silent';
  MONGODB_URI: string;
  AMQP_URL: string;
}

type BuildApp = (
  config: Config,
  overrides: { bus: Bus; logger: Logger },
) => { app: Express; start(): Promise<{ url: string }>; stop(): Promise<void> };

/** A service under test: real HTTP on a free port, with the neighbours of the test. */
export interface TestService {
  url: string;
  app: Express;
  stop(): Promise<void>;
}

/** Starts a service by its composition root and waits until it is ready. */
export async function startTestService(
  name: string,
  buildApp: BuildApp,
  neighbours: Neighbours,
): Promise<TestService> {
  const config: Config = {
    PORT: 0,
    LOG_LEVEL: 'silent',
    MONGODB_URI: neighbours.mongodbUri,
    AMQP_URL: 'amqp://the-bus-of-the-test',
  };
  const service = buildApp(config, { bus: neighbours.bus(name), logger: pino({ level: 'silent' }) });
  const { url } = await service.start();
  await waitFor(`${name} to be ready`, async () => (await fetch(`${url}/health/ready`)).ok);
  return { url, app: service.app, stop: () => service.stop() };
}
