import { createLogger, createMetrics, type Logger, type LogLevel, type Registry } from '@courses/http-kit';
import { amqpBus, type Bus } from '@courses/messaging';
import { Database } from '@courses/mongo';

/** Replacements for the quick start and tests, such as an in-memory bus instead of RabbitMQ. */
export interface Overrides {
  bus?: Bus;
  logger?: Logger;
}

/** What every service is built on. Nothing is connected before the service starts. */
export interface ServiceContext {
  port: number;
  logger: Logger;
  metrics: Registry;
  database: Database;
  bus: Bus;
}

interface Config {
  PORT: number;
  LOG_LEVEL: LogLevel;
  MONGODB_URI: string;
  AMQP_URL: string;
}

/** `name` identifies the service in logs, metrics and queues; it is the database name unless the URI has one. */
export function createContext(name: string, config: Config, overrides: Overrides): ServiceContext {
  const logger = overrides.logger ?? createLogger(name, config.LOG_LEVEL);
  const metrics = createMetrics(name);
  const database = new Database(config.MONGODB_URI, name, logger);
  const available = () => database.state === 'connected';
  return {
    port: config.PORT,
    logger,
    metrics,
    database,
    bus: overrides.bus ?? amqpBus({ url: config.AMQP_URL, service: name, logger, metrics, available }),
  };
}
