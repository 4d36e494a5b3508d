import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { require } from 'tsx/cjs/api';
import { needServers } from '../tools/need-servers.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Exits unless the servers are reachable, builds the apps, and returns a `require` that loads TypeScript. */
export async function prepare(command, ...apps) {
  await needServers('The measurements', command);
  process.env.TSX_TSCONFIG_PATH = join(root, 'tsconfig.base.json');
  if (apps.length > 0) {
    const args = ['nx', 'run-many', '-t', 'build', '-p', apps.join(',')];
    const env = { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false' };
    const { status, stdout, stderr } = spawnSync('npx', args, { cwd: root, env });
    if (status !== 0) {
      process.stderr.write(`${stdout}${stderr}\nThe build failed; see above.\n`);
      process.exit(1);
    }
  }
  return require;
}
