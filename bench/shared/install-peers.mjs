import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const bench = fileURLToPath(new URL('..', import.meta.url));

/** Installs what the services are measured against, once; exits when that fails. */
export function installPeers() {
  if (existsSync(`${bench}node_modules/undici`)) return;
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: bench, stdio: 'inherit' });
  if (status !== 0) process.exit(1);
}
