import { createLogger, createMetrics, type Logger, type LogLevel, type Registry } from '@courses/http-kit';
import { amqpBus, type Bus, type BusParts, type Outbox } from '@courses/messaging';
import { Database } from '@courses/mongo';
import { createTracing, type Tracing, type TracingConfig } from '@courses/telemetry';

/** Replacements for the quick start and tests, such as an in-memory bus instead of RabbitMQ. */
export interface Overrides {
  bus?: (parts: BusParts) => Bus;
  logger?: Logger;
  tracing?: Tracing;
  /** Takes the metrics, which the service then does not serve itself. */
  collectMetrics?: (metrics: Registry) => void;
  /** Takes the outboxes, to show what waits in them. */
  collectOutboxes?: (outboxes: readonly Outbox[]) => void;
}

/** What every service is built on. Nothing is connected before the service starts. */
export interface ServiceContext {
  port: number;
  /** Undefined where something else serves the metrics. */
  metricsPort: number | undefined;
  logger: Logger;
  metrics: Registry;
  tracing: Tracing;
  database: Database;
  bus: Bus;
  collectOutboxes: ((outboxes: readonly Outbox[]) => void) | undefined;
}

interface Config extends TracingConfig {
  PORT: number;
  METRICS_PORT: number;
  LOG_LEVEL: LogLevel;
  MONGODB_URI: string;
  AMQP_URL: string;
}

/** `name` identifies the service in logs, metrics and queues; it is the database name unless the URI has one. */
export function createContext(name: string, config: Config, overrides: Overrides): ServiceContext {
  const logger = overrides.logger ?? createLogger(name, config.LOG_LEVEL);
  const metrics = createMetrics(name);
  overrides.collectMetrics?.(metrics);
  const tracing = overrides.tracing ?? createTracing(name, { config, log: logger });
  const { tracer } = tracing;
  const database = new Database(config.MONGODB_URI, name, logger, tracer);
  const available = () => database.state === 'connected';
  const parts = { logger, metrics, tracer, available };
  return {
    port: config.PORT,
    metricsPort: overrides.collectMetrics ? undefined : config.METRICS_PORT,
    logger,
    metrics,
    tracing,
    database,
    collectOutboxes: overrides.collectOutboxes,
    bus: overrides.bus?.(parts) ?? amqpBus({ url: config.AMQP_URL, service: name, ...parts }),
  };
}
