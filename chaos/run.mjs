// `npm run chaos`: every scenario once; with `-- --short`, as in CI, without the cluster of brokers (16 to 19) and
// with fewer operations in 15. `npm run chaos -- --long`: a million events with
// repeated faults.
// Starts its own servers; README.md explains the output.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { buildApps } from '../e2e/support/build-apps.mjs';
import { chooseServers } from '../e2e/support/test-machine.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);
const options = process.argv.slice(2);
const long = options.includes('--long');
const short = options.includes('--short');
const ledgers = 'test-results/chaos-ledger.jsonl';
const leastTraced = 0.999;
const columns = [
  'attempted',
  'confirmed',
  'ambiguous',
  'delivered',
  'effects',
  'deadLettered',
  'lost',
  'duplicated',
  'consumerSpans',
  'withProducer',
];

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
  const suites = short ? 'scenarios/chaos' : 'scenarios/';
  const tests = ['--config', 'jest.config.cjs', '--rootDir', 'chaos', '--testPathPatterns', suites];
  // --forceExit: handles that a failed test left open must not block the exit.
  const results = ['--forceExit', '--json', '--outputFile', 'test-results/chaos.json'];
  return run('npx', 'jest', ...tests, '--runInBand', '--verbose', ...results);
}

/** The share of the consumers' spans whose producer is an ancestor. */
const percentTraced = ({ consumerSpans = 0, withProducer }) =>
  (consumerSpans > 0 ? `${((withProducer / consumerSpans) * 100).toFixed(2)} %` : '').padStart(9);

/** Prints a row for each scenario and the sum, which it returns. */
function printLedgers() {
  const lines = readFileSync(ledgers, { encoding: 'utf8', flag: 'a+' }).trim().split('\n').filter(Boolean);
  const rows = lines.map((line) => JSON.parse(line));
  const sum = Object.fromEntries(
    columns.map((column) => [column, rows.reduce((all, row) => all + (row[column] ?? 0), 0)]),
  );
  console.log(`\n${columns.map((column) => column.padStart(13)).join('')}   traced  scenario`);
  for (const row of [...rows, { ...sum, scenario: 'all', remark: '' }]) {
    const figures = columns.map((column) => String(row[column] ?? '').padStart(13)).join('');
    console.log(`${figures}${percentTraced(row)}  ${row.scenario}${row.remark ? ` (${row.remark})` : ''}`);
  }
  return sum;
}

const unknown = options.find((option) => !['--short', '--long'].includes(option));
if (unknown) {
  console.error(`Unknown option ${unknown}. The options are --short and --long.`);
  process.exit(2);
}
if (short) process.env.SEAT_OPERATIONS ??= '300';

mkdirSync('test-results', { recursive: true });
rmSync(ledgers, { force: true });
rmSync('test-results/chaos-logs', { recursive: true, force: true });
chooseServers();
await bundle(['chaos/programs/publisher.ts', 'chaos/programs/consumer.ts']);
let status;
if (long) {
  await bundle(['chaos/long/run.ts']);
  status = run(process.execPath, '--enable-source-maps', 'dist/chaos/run.js');
} else {
  buildApps('courses', 'enrollments');
  status = jest();
}
const { consumerSpans, withProducer } = printLedgers();
if (!long && !(withProducer / consumerSpans >= leastTraced)) {
  console.error(
    `Fewer than ${leastTraced * 100} % of the consumers' spans have their producer as an ancestor.`,
  );
  status = 1;
}
process.exit(status);
