import { join } from 'node:path';
import { find, freePort, ServerProcess } from './server-process';

/** SecantusDB, an independent server that speaks MongoDB's protocol. */
export interface SecantusServer {
  uri: string;
  process: ServerProcess;
  stop(): Promise<void>;
}

export async function startSecantus(folder: string): Promise<SecantusServer> {
  const port = await freePort();
  const process = new ServerProcess({
    program: find('secantusd-py'),
    args: ['--host', '127.0.0.1', '--port', String(port), '--standalone'].concat([
      '--storage-path',
      join(folder, 'mongodb'),
    ]),
    port,
    log: join(folder, 'mongodb.log'),
  });
  await process.start();
  return { uri: `mongodb://127.0.0.1:${port}`, process, stop: () => process.stop() };
}
