// `npm start`: builds what has changed and runs the whole system in this process.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const nx = createRequire(import.meta.url).resolve('nx/bin/nx.js');

console.log('Building what has changed (everything, the first time) …');
const { status, stdout, stderr } = spawnSync(process.execPath, [nx, 'run', 'quickstart:build'], {
  cwd: root,
  // Without a daemon and plugin workers Nx starts in half the time.
  env: { ...process.env, NX_DAEMON: 'false', NX_ISOLATE_PLUGINS: 'false', NX_TUI: 'false' },
});
if (status !== 0) {
  process.stderr.write(`${stdout}${stderr}\nThe build failed; the reason is above.\n`);
  process.exit(1);
}
await import('../dist/apps/quickstart/main.js');
