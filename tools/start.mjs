// `npm start`: builds what has changed and runs the whole system in this process.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const nx = createRequire(import.meta.url).resolve('nx/bin/nx.js');

/** What each task builds, for the output. */
const parts = { 'client:build': 'the web page', 'quickstart:build': 'the services' };

console.log('Building what has changed (everything, the first time) …');
const { status, stdout, stderr } = spawnSync(
  process.execPath,
  [nx, 'run', 'quickstart:build', '--output-style=static'],
  {
    cwd: root,
    encoding: 'utf8',
    // Without a daemon and plugin workers Nx starts in half the time.
    env: { ...process.env, NX_DAEMON: 'false', NX_ISOLATE_PLUGINS: 'false', NX_TUI: 'false' },
  },
);
if (status !== 0) {
  process.stderr.write(`${stdout}${stderr}\nThe build failed; see the output above.\n`);
  process.exit(1);
}
const output = stripVTControlCharacters(stdout);
const built = Object.keys(parts).filter((task) => new RegExp(`nx run ${task}\\s*$`, 'm').test(output));
console.log(
  built.length > 0
    ? `Built ${built.map((task) => parts[task]).join(' and ')}.`
    : 'Nothing to build: everything is up to date.',
);
await import('../dist/apps/quickstart/main.js');
