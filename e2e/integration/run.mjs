// `npm run test:integration [-- --short]`: the conformance and black-box suites of all projects on a real RabbitMQ and MongoDB;
// the short form leaves out those of services that `npm run test:bundles` runs on the bundles, and publishes fewer courses.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { needServers } from '../../tools/need-servers.mjs';
import { sourceSuites } from '../bundles/source-suites.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
await needServers('The integration tests', 'npm run test:integration');
const short = process.argv.includes('--short');
if (short) process.env.COURSES ??= '300';
const ofApps = short ? sourceSuites : 'test/';
const patterns = `(libs/[^/]+/test/|apps/[^/]+/${ofApps}|chaos/[^/]+\\.spec)`;
const suites = ['--rootDir', '.', '--testPathPatterns', patterns];
// Handles that a failed test leaves open must not keep Jest running.
const results = ['--forceExit', '--json', '--outputFile', 'test-results/integration.json'];
// The tests wait more than they compute, so use twice Jest's default of workers.
const jest = ['jest', '--config', 'jest.config.cjs', '--maxWorkers', '100%', ...suites, ...results];
process.exit(spawnSync('npx', jest, { cwd: root, stdio: 'inherit' }).status ?? 1);
