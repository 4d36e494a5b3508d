import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

function lacks(program) {
  return spawnSync(program, ['--help'], { stdio: 'ignore' }).error !== undefined;
}

/** Ends with a sentence where a program is not installed. */
export function needPrograms(name, needs) {
  const missing = needs.filter(lacks);
  if (missing.length > 0) {
    console.error(`npm run test:${name} needs ${missing.join(' and ')}: install it, then run this again.`);
    process.exit(1);
  }
}

/** Runs the specs of tools/<name> with Jest, result in test-results/<name>.json, and exits with Jest's code. */
export function runSuite(name, { needs, args = [] }) {
  needPrograms(name, needs);
  // What a failed test left open must not keep the run from ending.
  const results = ['--forceExit', '--json', '--outputFile', `test-results/${name}.json`];
  const jest = [
    'jest',
    '--config',
    'jest.config.cjs',
    '--rootDir',
    `tools/${name}`,
    '--runInBand',
    '--verbose',
  ];
  process.exit(spawnSync('npx', [...jest, ...results, ...args], { cwd: root, stdio: 'inherit' }).status ?? 1);
}
