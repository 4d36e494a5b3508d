import { randomUUID } from 'node:crypto';
import { startEmbeddedMongo } from '@courses/embedded-mongo';
import { amqpBus, memoryBroker, memoryBus, type Bus } from '@courses/messaging';
import { mongo } from 'mongoose';
import { pino } from 'pino';
import { realNeighbours } from './config';

/** A database and a broker for one test file, with nothing of other tests in them. */
export interface Neighbours {
  mongodbUri: string;
  /** A new bus for one service; all of them meet on one broker. */
  bus(service: string): Bus;
  /** Drops what the tests left. */
  stop(): Promise<void>;
}

/** RabbitMQ at AMQP_URL and MongoDB at MONGODB_URI where these are set, else the embedded parts. */
export async function startNeighbours(): Promise<Neighbours> {
  const name = `test-${randomUUID().slice(0, 13)}`;
  const { amqpUrl, mongodbUri } = realNeighbours();
  const database = await startDatabase(name, mongodbUri);
  const broker = amqpUrl ? realBroker(name, amqpUrl) : embeddedBroker();
  return {
    mongodbUri: database.uri,
    bus: (service) => broker.bus(service),
    async stop() {
      await broker.stop();
      await database.stop();
    },
  };
}

async function startDatabase(name: string, realUri: string | undefined) {
  const embedded = realUri ? undefined : await startEmbeddedMongo();
  const uri = new URL(realUri ?? embedded?.uri ?? '');
  uri.pathname = `/${name}`;
  return {
    uri: uri.href,
    async stop() {
      const client = await mongo.MongoClient.connect(uri.href);
      await client.db().dropDatabase();
      await client.close();
      await embedded?.stop();
    },
  };
}

function embeddedBroker() {
  const broker = memoryBroker();
  return { bus: () => memoryBus({ broker }), stop: () => Promise.resolve() };
}

function realBroker(name: string, url: string) {
  const buses: ReturnType<typeof amqpBus>[] = [];
  return {
    bus(service: string): Bus {
      const bus = amqpBus({ url, service, prefix: `${name}.`, logger: pino({ level: 'silent' }) });
      buses.push(bus);
      return bus;
    },
    async stop() {
      for (const bus of buses) await bus.deleteTopology();
    },
  };
}
