import {
  api,
  createHttpApp,
  serve,
  serveMetrics,
  stopParts,
  type BeforeExpress,
  type HttpServer,
  type HttpService,
  type MetricsServer,
  type Route,
} from '@courses/http-kit';
import { outboxRelay, type Outbox, type Subscription } from '@courses/messaging';
import type { RequestHandler } from 'express';
import type { ServiceContext } from './context';

/** The parts that differ between services. */
export interface ServiceDefinition {
  /** Title of the OpenAPI document. */
  title: string;
  description: string;
  routes: Route[];
  subscriptions?: Subscription[];
  /** Each is relayed to the bus. */
  outboxes?: Outbox[];
  /** Runs before the routes. */
  middleware?: RequestHandler[];
  /** Answers what it can before Express, such as `cachedReads`. */
  beforeExpress?: BeforeExpress;
}

/**
 * Composes a service. It is ready while its database is connected, once the broker has been. It starts without either and
 * reconnects; `start` fails only when it cannot listen. `stop` finishes requests, pending events and messages in flight, in
 * this order, before it disconnects from the database; each has a deadline, all together 23.5 s, after which it is left as
 * it is: its events stay in the outbox and its messages are redelivered.
 */
export function createService(
  { port, metricsPort, logger, metrics, tracing, database, bus, collectOutboxes }: ServiceContext,
  {
    title,
    description,
    routes,
    subscriptions = [],
    outboxes = [],
    middleware = [],
    beforeExpress,
  }: ServiceDefinition,
): HttpService {
  const { tracer } = tracing;
  collectOutboxes?.(outboxes);
  const relays = outboxes.map((outbox) =>
    outboxRelay({ outbox, publish: (message) => bus.publish(message), logger, metrics, tracer }),
  );
  const app = createHttpApp({
    logger,
    metrics,
    tracer,
    dependencies: {
      mongodb: { state: () => database.state, needed: 'always' },
      rabbitmq: { state: () => bus.state, needed: 'at-start' },
    },
    mount: [...middleware, api({ title, description }, routes)],
    beforeExpress,
  });
  let server: HttpServer | undefined;
  let metricsServer: MetricsServer | undefined;

  return {
    app,
    logger,
    async start() {
      await tracing.start();
      if (metricsPort !== undefined) metricsServer = await serveMetrics([metrics], metricsPort);
      database.start();
      await bus.start();
      for (const subscription of subscriptions) await bus.subscribe(subscription);
      for (const relay of relays) relay.start();
      server = await serve(app, { port });
      logger.info({ url: server.url, metrics: metricsServer?.url }, 'listening');
      return { url: server.url };
    },
    async stop(reason) {
      await stopParts(logger, [
        // Three seconds of draining, six of grace.
        { name: 'server', deadlineMs: 9_500, stop: async () => server?.stop(reason) },
        {
          name: 'outbox relays',
          deadlineMs: 3_000,
          stop: () => Promise.all(relays.map((relay) => relay.stop())),
        },
        { name: 'bus', deadlineMs: 8_000, stop: () => bus.stop() },
        {
          name: 'database and telemetry',
          deadlineMs: 3_000,
          stop: () => Promise.all([database.stop(), tracing.stop(), metricsServer?.stop()]),
        },
      ]);
      logger.info({}, 'stopped');
    },
  };
}
