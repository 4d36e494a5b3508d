// `npm run test:integration`: the conformance and black-box suites of all projects on a real RabbitMQ and MongoDB.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { needServers } from './need-servers.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
await needServers('The integration tests', 'npm run test:integration');
const suites = ['--rootDir', '.', '--testPathPatterns', '((apps|libs)/[^/]+/test/|chaos/[^/]+\\.spec)'];
// What a failed test left open must not keep the others from ending.
const results = ['--forceExit', '--json', '--outputFile', 'test-results/integration.json'];
// They wait more than they compute, so twice as many workers as Jest would take.
const jest = ['jest', '--config', 'jest.config.cjs', '--maxWorkers', '100%', ...suites, ...results];
process.exit(spawnSync('npx', jest, { cwd: root, stdio: 'inherit' }).status ?? 1);
