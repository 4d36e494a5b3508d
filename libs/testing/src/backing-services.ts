import { randomUUID } from 'node:crypto';
import { startEmbeddedMongo } from '@courses/embedded-mongo';
import { amqpBus, memoryBroker, memoryBus, type Bus, type BusParts } from '@courses/messaging';
import { mongo } from 'mongoose';
import { pino } from 'pino';
import { bundleTests, realBackingServices } from './config';
import { rabbitmqctl } from './servers/rabbitmq-server';

/** An isolated database and broker for one test file. */
export interface BackingServices {
  mongodbUri: string;
  /** URL of the broker for services in other processes; unreachable when the broker is embedded. */
  amqpUrl: string;
  /** A new bus for one service; all share one broker. */
  bus(service: string, parts?: Partial<BusParts>): Bus;
  /** Deletes the database and the queues. */
  stop(): Promise<void>;
}

/** RabbitMQ at AMQP_URL and MongoDB at MONGODB_URI where set, otherwise the embedded ones. */
export async function startBackingServices(): Promise<BackingServices> {
  const name = `test-${randomUUID().slice(0, 13)}`;
  const { amqpUrl, mongodbUri } = realBackingServices();
  const database = await startDatabase(name, mongodbUri);
  const broker = await startBroker(name, amqpUrl);
  return {
    mongodbUri: database.uri,
    amqpUrl: broker.url,
    bus: (service, parts) => broker.bus(service, parts),
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

interface Broker {
  url: string;
  bus(service: string, parts?: Partial<BusParts>): Bus;
  stop(): Promise<void>;
}

async function startBroker(name: string, url: string | undefined): Promise<Broker> {
  const control = bundleTests();
  if (!url) return embeddedBroker();
  return control ? ownVirtualHost(name, url, control) : sharedBroker(`${name}.`, url);
}

function embeddedBroker(): Broker {
  const broker = memoryBroker();
  return {
    url: 'amqp://127.0.0.1:1',
    bus: (_service, parts) => memoryBus({ ...parts, broker }),
    stop: () => Promise.resolve(),
  };
}

/** Services in other processes cannot use a name prefix, so each test file gets its own virtual host. */
async function ownVirtualHost(name: string, url: string, control: Record<string, string>): Promise<Broker> {
  const ctl = (...args: string[]) => rabbitmqctl(control, '--quiet', ...args);
  await ctl('add_vhost', name);
  await ctl('set_permissions', '--vhost', name, 'guest', '.*', '.*', '.*');
  const broker = sharedBroker('', new URL(`/${name}`, url).href);
  return { ...broker, stop: async () => void (await ctl('delete_vhost', name)) };
}

function sharedBroker(prefix: string, url: string): Broker {
  const buses: ReturnType<typeof amqpBus>[] = [];
  return {
    url,
    bus(service, parts) {
      const bus = amqpBus({ logger: pino({ level: 'silent' }), ...parts, url, service, prefix });
      buses.push(bus);
      return bus;
    },
    async stop() {
      for (const bus of buses) await bus.deleteTopology();
    },
  };
}
