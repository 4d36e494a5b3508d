import { createLogger, createMetrics, type Logger, type LogLevel, type Registry } from '@courses/http-kit';
import { amqpBus, type Bus } from '@courses/messaging';
import { Database } from '@courses/mongo';

/** Replacements of what would reach outside: a bus in the place of RabbitMQ, as in the quick start and in tests. */
export interface Overrides {
  bus?: Bus;
  logger?: Logger;
}

/** What every service stands on. Nothing of it is connected before the service starts. */
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

/** `name` is what the service is called in its logs and metrics, on the bus, and as a database where the URI names none. */
export function createContext(name: string, config: Config, overrides: Overrides): ServiceContext {
  const logger = overrides.logger ?? createLogger(name, config.LOG_LEVEL);
  const metrics = createMetrics(name);
  return {
    port: config.PORT,
    logger,
    metrics,
    database: new Database(config.MONGODB_URI, name, logger),
    bus: overrides.bus ?? amqpBus({ url: config.AMQP_URL, service: name, logger, metrics }),
  };
}
