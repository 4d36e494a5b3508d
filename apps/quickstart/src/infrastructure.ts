import { startEmbeddedMongo } from '@courses/embedded-mongo';
import { memoryBroker } from '@courses/messaging';
import type { Config } from './config';

/** What the services stand on: embedded parts, or the real ones that the configuration names. */
export interface Infrastructure {
  mongodbUri: string;
  amqpUrl: string;
  /** In place of RabbitMQ; undefined where RabbitMQ is used. */
  broker: ReturnType<typeof memoryBroker> | undefined;
  /** In words, for the banner. */
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
    summary: [
      MONGODB_URI
        ? 'MongoDB    yours, from MONGODB_URI'
        : 'MongoDB    embedded, in memory (set MONGODB_URI for a real one)',
      AMQP_URL
        ? 'RabbitMQ   yours, from AMQP_URL'
        : 'RabbitMQ   embedded, in memory (set AMQP_URL for a real one)',
    ],
    stop: async () => mongo?.stop(),
  };
}
