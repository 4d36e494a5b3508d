// `npm run chaos`: every scenario once; `npm run chaos -- --long`: a million events, and the faults again and again.
// Starts its own RabbitMQ and MongoDB-compatible server; README.md explains the output.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { buildApps } from '../e2e/support/build-apps.mjs';
import { chooseMongoServer } from '../e2e/support/test-machine.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);
const options = process.argv.slice(2);
const long = options.includes('--long');
const ledgers = 'test-results/chaos-ledger.jsonl';
const columns = ['attempted', 'confirmed', 'ambiguous', 'delivered', 'effects', 'aside', 'lost', 'doubled'];

const bundle = (entryPoints) =>
  build({
    entryPoints,
    outdir: 'dist/chaos',
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    sourcemap: 'inline',
    logLevel: 'warning',
  });

function run(program, ...args) {
  return spawnSync(program, args, { stdio: 'inherit' }).status ?? 1;
}

function jest() {
  const where = ['--config', 'jest.config.cjs', '--rootDir', 'chaos', '--testPathPatterns', 'scenarios/'];
  // What a failed test left open must not keep the run from ending.
  const results = ['--forceExit', '--json', '--outputFile', 'test-results/chaos.json'];
  return run('npx', 'jest', ...where, '--runInBand', '--verbose', ...results);
}

function printLedgers() {
  const lines = readFileSync(ledgers, { encoding: 'utf8', flag: 'a+' }).trim().split('\n').filter(Boolean);
  const rows = lines.map((line) => JSON.parse(line));
  const sum = Object.fromEntries(
    columns.map((column) => [column, rows.reduce((all, row) => all + row[column], 0)]),
  );
  console.log(`\n${columns.map((column) => column.padStart(10)).join('')}  scenario`);
  for (const row of [...rows, { ...sum, scenario: 'all', remark: '' }]) {
    const figures = columns.map((column) => String(row[column]).padStart(10)).join('');
    console.log(`${figures}  ${row.scenario}${row.remark ? ` (${row.remark})` : ''}`);
  }
}

function refuse(sentence) {
  console.error(sentence);
  process.exit(2);
}

const unknown = options.find((option) => option !== '--long');
if (unknown) refuse(`npm run chaos takes --long and nothing else, not ${unknown}.`);
const places = ['/usr/lib/rabbitmq/bin', ...process.env.PATH.split(delimiter)];
chooseMongoServer();
const missing = ['rabbitmq-server', (process.env.MONGO_SERVER ?? 'mongod').split(' ')[0]].filter(
  (program) => !places.some((place) => existsSync(join(place, program))),
);
if (missing.length > 0)
  refuse(`${missing.join(' and ')}: not installed; chaos/README.md says how to get it.`);

mkdirSync('test-results', { recursive: true });
rmSync(ledgers, { force: true });
rmSync('test-results/chaos-logs', { recursive: true, force: true });
await bundle(['chaos/programs/publisher.ts', 'chaos/programs/consumer.ts']);
let status;
if (long) {
  await bundle(['chaos/long/run.ts']);
  status = run(process.execPath, '--enable-source-maps', 'dist/chaos/run.js');
} else {
  buildApps('courses', 'enrollments');
  status = jest();
}
printLedgers();
process.exit(status);
