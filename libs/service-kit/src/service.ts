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

/** What is special to a service. */
export interface ServiceDefinition {
  /** Of its OpenAPI document. */
  title: string;
  description: string;
  routes: Route[];
  /** What it reacts to. */
  subscriptions?: Subscription[];
  /** Where its events wait until they are published. */
  outboxes?: Outbox[];
  /** Comes before the routes. */
  middleware?: RequestHandler[];
  /** What is answered without the routes. */
  responseCache?: ResponseCache;
}

/**
 * A service of these parts: ready while its database is there and once the broker was. It starts without either of them and
 * keeps trying; `start` fails only when it cannot listen. `stop` finishes the responseCache, the events and the messages in flight,
 * in this order, before the database goes.
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
