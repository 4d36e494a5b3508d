import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRabbit, type RabbitServer } from './rabbit-server';
import { startSecantus, type SecantusServer } from './secantus-server';

/** A RabbitMQ and a SecantusDB on free ports of 127.0.0.1, with their data in a temporary folder. */
export interface RealServers {
  rabbit: RabbitServer;
  mongo: SecantusServer;
  /** Ends both and removes the folder. */
  stop(): Promise<void>;
}

/** Leaves nothing running when one of them does not start. */
export async function startRealServers(): Promise<RealServers> {
  const folder = mkdtempSync(join(tmpdir(), 'courses-servers-'));
  const [rabbit, mongo] = await Promise.allSettled([startRabbit(folder), startSecantus(folder)]);
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
