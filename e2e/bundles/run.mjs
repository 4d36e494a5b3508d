// `npm run test:bundles`: builds the bundles of the images and runs the black-box tests of all services, and the specs of this
// folder, on them, with a real RabbitMQ and MongoDB.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { apps } from '../../tools/deploy/images.mjs';
import { buildApps } from '../support/build-apps.mjs';
import { sourceSuites } from './source-suites.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const given = process.argv.slice(2);

function run(program, args, env = {}) {
  const options = { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } };
  return spawnSync(program, args, options).status ?? 1;
}

function runSuites(control) {
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
  jest.push('--testPathIgnorePatterns', '/node_modules/', sourceSuites, '--json');
  jest.push('--outputFile', 'test-results/bundles.json', '--testPathPatterns', ...suites);
  return run('npx', jest, { BUNDLE_TESTS: control });
}

const { RABBITMQCTL_ENV: control } = process.env;
const self = ['node', 'e2e/bundles/run.mjs', ...given];
if (!control) buildApps(...apps);
process.exit(control ? runSuites(control) : run('node', ['e2e/integration/start-servers.mjs', ...self]));
