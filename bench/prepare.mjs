import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { require } from 'tsx/cjs/api';
import { needServers } from '../e2e/integration/need-servers.mjs';
import { buildApps } from '../e2e/support/build-apps.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Exits without servers, builds the apps, and returns a `require` that loads TypeScript. */
export async function prepare(command, ...apps) {
  await needServers('The measurements', command);
  process.env.TSX_TSCONFIG_PATH = join(root, 'tsconfig.base.json');
  if (apps.length > 0) buildApps(...apps);
  return require;
}
