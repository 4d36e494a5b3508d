// `npm run bench:http [-- --quick]`: reads of the real service, compared with alternatives.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { prepare } from './prepare.mjs';

const peers = fileURLToPath(new URL('.', import.meta.url));
const require = await prepare('npm run bench:http', 'courses');
if (!existsSync(`${peers}node_modules/fastify`)) {
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: peers, stdio: 'inherit' });
  if (status !== 0) process.exit(1);
}
const quick = process.argv.includes('--quick');
const { measure } = require('./http/measure.ts', import.meta.url);
process.exitCode = await measure(quick ? { rounds: 3, seconds: 2 } : { rounds: 7, seconds: 5 });
