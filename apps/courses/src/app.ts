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
import { MongoCourseRepository } from './persistence/mongo-course.repository';
import { routes } from './routes';

const info = { title: 'Courses', description: 'The catalogue: courses and their lessons.' };

/** The composition root. A bus given in `overrides` replaces RabbitMQ, as in the quick start. */
export function buildApp(config: Config, overrides: { bus?: Bus; logger?: Logger } = {}): HttpService {
  const logger = overrides.logger ?? createLogger('courses', config.LOG_LEVEL);
  const metrics = createMetrics('courses');
  const database = new Database(config.MONGODB_URI, 'courses', logger);
  const bus = overrides.bus ?? amqpBus({ url: config.AMQP_URL, service: 'courses', logger, metrics });
  const courses = new MongoCourseRepository(database);
  const relay = outboxRelay({
    outbox: courses.outbox,
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
    mount: [api(info, routes(courses))],
  });
  let server: HttpServer;

  return {
    app,
    async start() {
      database.start();
      await bus.start();
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
