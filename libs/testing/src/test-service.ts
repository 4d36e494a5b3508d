import { pino, type Logger } from 'pino';
import type { Bus } from '@courses/messaging';
import type { Express } from 'express';
import type { Neighbours } from './neighbours';
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

/** A service under test: real HTTP on a free port, with the neighbours of the test. */
export interface TestService {
  url: string;
  app: Express;
  stop(): Promise<void>;
}

/** Starts a service by its composition root and waits until it is ready. `special` is what its configuration has more. */
export async function startTestService<Special extends object = object>(
  name: string,
  buildApp: BuildApp<Special>,
  neighbours: Neighbours,
  special: Special = {} as Special,
): Promise<TestService> {
  const config: Config & Special = {
    PORT: 0,
    LOG_LEVEL: 'silent',
    MONGODB_URI: neighbours.mongodbUri,
    AMQP_URL: 'amqp://the-bus-of-the-test',
    ...special,
  };
  const service = buildApp(config, { bus: neighbours.bus(name), logger: pino({ level: 'silent' }) });
  const { url } = await service.start();
  await untilReady([{ url }]);
  return { url, app: service.app, stop: () => service.stop() };
}
