import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Sets what test-machine.env names, unless it is set already. */
export const loadTestMachine = () =>
  process.loadEnvFile(fileURLToPath(new URL('test-machine.env', import.meta.url)));

/** Makes tests start the servers of test-machine.env where `mongod` is not installed. */
export function chooseServers() {
  const isInstalled = process.env.PATH.split(delimiter).some((folder) => existsSync(join(folder, 'mongod')));
  if (!isInstalled) loadTestMachine();
}
