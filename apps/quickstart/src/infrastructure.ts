import { startEmbeddedMongo } from '@courses/embedded-mongo';
import { memoryBroker, type Bus, type BusParts } from '@courses/messaging';
import type { Config } from './config';

/** MongoDB and RabbitMQ of the services: embedded, or external ones from the configuration. */
export interface Infrastructure {
  mongodbUri: string;
  amqpUrl: string;
  /** The embedded broker; undefined when RabbitMQ is used. */
  broker: ReturnType<typeof memoryBroker> | undefined;
  embeddedDatabase: boolean;
  /** Makes the bus of a service, in tests. */
  bus?: (service: string, parts: BusParts) => Bus;
  /** Lines of the banner. */
  summary: string[];
  stop(): Promise<void>;
}

export async function startInfrastructure({ MONGODB_URI, AMQP_URL }: Config): Promise<Infrastructure> {
  const mongo = MONGODB_URI ? undefined : await startEmbeddedMongo();
  const broker = AMQP_URL ? undefined : memoryBroker();
  return {
    mongodbUri: MONGODB_URI ?? mongo?.uri ?? '',
    amqpUrl: AMQP_URL ?? '',
    broker,
    embeddedDatabase: mongo !== undefined,
    summary: [
      MONGODB_URI
        ? 'MongoDB    external, from MONGODB_URI'
        : 'MongoDB    embedded, in memory (set MONGODB_URI for an external one)',
      AMQP_URL
        ? 'RabbitMQ   external, from AMQP_URL'
        : 'RabbitMQ   embedded, in memory (set AMQP_URL for an external one)',
    ],
    stop: async () => mongo?.stop(),
  };
}
