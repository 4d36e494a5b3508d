import { join } from 'node:path';
import {
  createHttpApp,
  createLogger,
  createMetrics,
  serve,
  type HttpServer,
  type HttpService,
  type Logger,
} from '@courses/http-kit';
import compression from 'compression';
import type { Config } from './config';
import { Forwarder } from './forwarder';
import { page } from './page';

export interface Overrides {
  logger?: Logger;
  /** Folder of the built page. Default: `web` beside the bundle. */
  webFolder?: string;
  /** How long a service may be silent, in milliseconds. Default 10,000. */
  upstreamTimeoutMs?: number;
}

/** The composition root. Ready as soon as it serves: the page itself says when a service behind it is away. */
export function buildApp(config: Config, overrides: Overrides = {}): HttpService {
  const logger = overrides.logger ?? createLogger('client', config.LOG_LEVEL);
  const webFolder = overrides.webFolder ?? join(__dirname, 'web');
  const forwarder = new Forwarder(
    [
      { name: 'courses', paths: '/v1/courses', url: new URL(config.COURSES_URL) },
      { name: 'enrollments', paths: '/v1/rosters', url: new URL(config.ENROLLMENTS_URL) },
    ],
    logger,
    overrides.upstreamTimeoutMs ?? 10_000,
  );
  const app = createHttpApp({
    logger,
    metrics: createMetrics('client'),
    dependencies: {},
    mount: [compression(), forwarder.under('/api'), page(webFolder)],
  });
  let server: HttpServer;

  return {
    app,
    async start() {
      server = await serve(app, { port: config.PORT });
      logger.info({ url: server.url }, 'listening');
      return { url: server.url };
    },
    async stop() {
      await server?.stop();
      forwarder.close();
      logger.info({}, 'stopped');
    },
  };
}
