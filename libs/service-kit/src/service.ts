import {
  api,
  createHttpApp,
  serve,
  type ResponseCache,
  type HttpServer,
  type HttpService,
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
  /** Serves anonymous reads before the routes. */
  responseCache?: ResponseCache;
}

/**
 * Composes a service. It is ready while its database is connected, once the broker has been. It starts without either and
 * reconnects; `start` fails only when it cannot listen. `stop` finishes requests, pending events and messages in flight, in
 * this order, before it disconnects from the database.
 */
export function createService(
  { port, logger, metrics, database, bus }: ServiceContext,
  {
    title,
    description,
    routes,
    subscriptions = [],
    outboxes = [],
    middleware = [],
    responseCache,
  }: ServiceDefinition,
): HttpService {
  const relays = outboxes.map((outbox) =>
    outboxRelay({ outbox, publish: (message) => bus.publish(message), logger, metrics }),
  );
  const app = createHttpApp({
    logger,
    metrics,
    dependencies: {
      mongodb: { state: () => database.state, needed: 'always' },
      rabbitmq: { state: () => bus.state, needed: 'at-start' },
    },
    mount: [...middleware, api({ title, description }, routes)],
    ...(responseCache ? { responseCache } : {}),
  });
  let server: HttpServer;

  return {
    app,
    logger,
    async start() {
      database.start();
      await bus.start();
      for (const subscription of subscriptions) await bus.subscribe(subscription);
      for (const relay of relays) relay.start();
      server = await serve(app, { port });
      logger.info({ url: server.url }, 'listening');
      return { url: server.url };
    },
    async stop() {
      await server?.stop();
      await Promise.all(relays.map((relay) => relay.stop()));
      await bus.stop();
      await database.stop();
      logger.info({}, 'stopped');
    },
  };
}
