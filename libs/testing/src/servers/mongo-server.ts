import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { mongoServerCommand } from '../config';
import { findProgram, freePort, ServerProcess } from './server-process';

/** `mongod`, or the MongoDB-compatible server that MONGO_SERVER starts. */
export interface MongoServer {
  uri: string;
  process: ServerProcess;
  stop(): Promise<void>;
}

export async function startMongo(folder: string): Promise<MongoServer> {
  const port = await freePort();
  const data = join(folder, 'mongodb');
  mkdirSync(data, { recursive: true });
  const [program = '', ...args] = mongoServerCommand()
    .split(' ')
    .map((word) => word.replace('{port}', String(port)).replace('{folder}', data));
  const process = new ServerProcess({
    program: findProgram(program),
    args,
    port,
    log: join(folder, 'mongodb.log'),
  });
  await process.start();
  return { uri: `mongodb://127.0.0.1:${port}`, process, stop: () => process.stop() };
}
