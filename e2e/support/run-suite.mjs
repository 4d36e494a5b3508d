import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

function lacks(program) {
  return spawnSync(program, ['--help'], { stdio: 'ignore' }).error !== undefined;
}

/** Exits with a message when a program is not installed. */
export function needPrograms(name, needs) {
  const missing = needs.filter(lacks);
  if (missing.length > 0) {
    console.error(`npm run test:${name} needs ${missing.join(' and ')}: install it, then try again.`);
    process.exit(1);
  }
}

/** Runs the specs of e2e/<name> with Jest, results in test-results/<name>.json, and exits with Jest's exit code. */
export function runSuite(name, { needs, args = [] }) {
  needPrograms(name, needs);
  // Handles that a failed test leaves open must not keep Jest running.
  const results = ['--forceExit', '--json', '--outputFile', `test-results/${name}.json`];
  const jest = [
    'jest',
    '--config',
    'jest.config.cjs',
    '--rootDir',
    `e2e/${name}`,
    '--runInBand',
    '--verbose',
  ];
  process.exit(spawnSync('npx', [...jest, ...results, ...args], { cwd: root, stdio: 'inherit' }).status ?? 1);
}
