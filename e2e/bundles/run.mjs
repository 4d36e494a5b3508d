// `npm run test:bundles`: builds the bundles that images hold and runs on them, with a real RabbitMQ and an independent
// database, the black-box tests of all services, and those of this folder: that no request ends a process.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { apps } from '../../tools/deploy/images.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const given = process.argv.slice(2);

function run(program, args, env = {}) {
  const options = { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } };
  return spawnSync(program, args, options).status ?? 1;
}

function runSuites(control) {
  // They look into a service, at its calls of the database or its hashing, so they are about its sources.
  const ofSources = 'test/(database-calls|indexes|guessing|rehash|people)\\.spec';
  const suites = given.length > 0 ? given : ['(apps/[^/]+/test|e2e/bundles)/'];
  const jest = [
    'jest',
    '--config',
    'jest.config.cjs',
    '--rootDir',
    '.',
    '--maxWorkers',
    '100%',
    '--forceExit',
  ];
  jest.push('--testPathIgnorePatterns', '/node_modules/', ofSources, '--json');
  jest.push('--outputFile', 'test-results/bundles.json', '--testPathPatterns', ...suites);
  return run('npx', jest, { BUNDLE_TESTS: control });
}

const { RABBITMQCTL_ENV: control } = process.env;
const self = ['node', 'e2e/bundles/run.mjs', ...given];
process.exit(
  control
    ? runSuites(control)
    : run('npx', ['nx', 'run-many', '-t', 'build', '-p', ...apps]) ||
        run('node', ['e2e/integration/start-servers.mjs', ...self]),
);
