import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRabbitmq, type RabbitmqServer } from './rabbitmq-server';
import { startMongo, type MongoServer } from './mongo-server';

/** A RabbitMQ and a MongoDB-compatible server on free ports of 127.0.0.1, with their data in a temporary folder. */
export interface RealServers {
  rabbit: RabbitmqServer;
  mongo: MongoServer;
  /** Stops both and removes the folder. */
  stop(): Promise<void>;
}

/** Stops the other one when one does not start. */
export async function startRealServers(): Promise<RealServers> {
  const folder = mkdtempSync(join(tmpdir(), 'courses-servers-'));
  const [rabbit, mongo] = await Promise.allSettled([startRabbitmq(folder), startMongo(folder)]);
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
