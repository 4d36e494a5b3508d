import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRabbitmqCluster, type RabbitmqCluster } from './rabbitmq-cluster';
import { startRabbitmq, type RabbitmqServer } from './rabbitmq-server';
import { startMongo, type MongoServer } from './mongo-server';

/** A broker and a MongoDB-compatible server on free ports of this machine, with their data in a temporary folder. */
interface Servers<Broker> {
  rabbit: Broker;
  mongo: MongoServer;
  /** Stops both and removes the folder. */
  stop(): Promise<void>;
}

/** With one RabbitMQ. */
export type RealServers = Servers<RabbitmqServer>;

/** With a cluster of three RabbitMQ nodes. */
export type ClusterServers = Servers<RabbitmqCluster>;

/** Stops the other one when one does not start. */
export const startRealServers = (): Promise<RealServers> => startServers(startRabbitmq);

/** Likewise. `settings` are lines of each node's `rabbitmq.conf`. */
export const startClusterServers = (settings: string[]): Promise<ClusterServers> =>
  startServers((folder) => startRabbitmqCluster(folder, settings));

async function startServers<Broker extends { stop(): Promise<void> }>(
  startBroker: (folder: string) => Promise<Broker>,
): Promise<Servers<Broker>> {
  const folder = mkdtempSync(join(tmpdir(), 'courses-servers-'));
  const [rabbit, mongo] = await Promise.allSettled([startBroker(folder), startMongo(folder)]);
  const stop = async () => {
    if (rabbit.status === 'fulfilled') await rabbit.value.stop();
    if (mongo.status === 'fulfilled') await mongo.value.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  if (rabbit.status === 'fulfilled' && mongo.status === 'fulfilled')
    return { rabbit: rabbit.value, mongo: mongo.value, stop };
  await stop();
  throw rabbit.status === 'rejected' ? rabbit.reason : (mongo as PromiseRejectedResult).reason;
}
