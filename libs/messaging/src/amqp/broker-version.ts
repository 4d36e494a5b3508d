import type { Logger } from 'pino';

const lowestMajor = 4;

/** Logs the broker at the other end; an unsupported one is an error in the log, and used all the same. */
export function logBroker(properties: Record<string, unknown>, logger: Logger, connection: string): void {
  const product = text(properties['product']);
  const version = text(properties['version']);
  const broker = { connection, product, version, cluster: properties['cluster_name'] };
  if (product === 'RabbitMQ' && Number.parseInt(version, 10) >= lowestMajor)
    logger.info(broker, 'connected to the broker');
  else
    logger.error(
      broker,
      `connected to a broker that is not supported: RabbitMQ ${lowestMajor}.0 or later is`,
    );
}

const text = (value: unknown): string => (typeof value === 'string' ? value : 'unknown');
