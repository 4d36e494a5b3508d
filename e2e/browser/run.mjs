// `npm run test:browser`: the quick start in real Chromium, at both widths.
import { spawnSync } from 'node:child_process';
import { runSuite } from '../support/run-suite.mjs';

const build = spawnSync('npx', ['nx', 'run', 'quickstart:build'], { stdio: 'inherit' });
if (build.status !== 0) process.exit(build.status ?? 1);
runSuite('browser', { needs: ['chromium'] });
