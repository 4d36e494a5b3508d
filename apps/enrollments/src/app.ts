import {
  api,
  createHttpApp,
  createLogger,
  createMetrics,
  serve,
  type HttpServer,
  type HttpService,
  type Logger,
} from '@courses/http-kit';
import { amqpBus, outboxRelay, type Bus } from '@courses/messaging';
import { Database } from '@courses/mongo';
import type { Config } from './config';
import { MongoRosterRepository } from './persistence/mongo-roster.repository';
import { routes } from './routes';
import { openRosterWhenCoursePublished } from './use-cases/open-roster-when-course-published/open-roster-when-course-published';
import { openRosterConsumer } from './use-cases/open-roster-when-course-published/open-roster-when-course-published.consumer';

const info = { title: 'Enrollments', description: 'Rosters and their seats.' };

/** The composition root. A bus given in `overrides` replaces RabbitMQ, as in the quick start. */
export function buildApp(config: Config, overrides: { bus?: Bus; logger?: Logger } = {}): HttpService {
  const logger = overrides.logger ?? createLogger('enrollments', config.LOG_LEVEL);
  const metrics = createMetrics('enrollments');
  const database = new Database(config.MONGODB_URI, 'enrollments', logger);
  const bus = overrides.bus ?? amqpBus({ url: config.AMQP_URL, service: 'enrollments', logger, metrics });
  const rosters = new MongoRosterRepository(database);
  const relay = outboxRelay({
    outbox: rosters.outbox,
    publish: (message) => bus.publish(message),
    logger,
    metrics,
  });
  const app = createHttpApp({
    logger,
    metrics,
    dependencies: {
      mongodb: { state: () => database.state, needed: 'always' },
      rabbitmq: { state: () => bus.state, needed: 'at-start' },
    },
    mount: [api(info, routes(rosters))],
  });
  let server: HttpServer;

  return {
    app,
    async start() {
      database.start();
      await bus.start();
      await bus.subscribe(openRosterConsumer(openRosterWhenCoursePublished(rosters)));
      relay.start();
      server = await serve(app, { port: config.PORT });
      logger.info({ url: server.url }, 'listening');
      return { url: server.url };
    },
    async stop() {
      await server?.stop();
      await relay.stop();
      await bus.stop();
      await database.stop();
      logger.info({}, 'stopped');
    },
  };
}
