// `npm run bench [-- --quick]`: every part in turn, then one table of all goals; exits with 1 when one is missed.
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const parts = ['http', 'client', 'reads', 'enrollments', 'messaging', 'startup', 'tracing'];
const pathOf = (file) => fileURLToPath(new URL(file, import.meta.url));

const goals = parts.flatMap((part) => {
  console.log(`\n=== ${part}`);
  const begin = Date.now();
  spawnSync(process.execPath, [pathOf(`${part}.mjs`), ...process.argv.slice(2)], { stdio: 'inherit' });
  return goalsOf(part, begin) ?? [{ part, what: 'did not finish', met: false }];
});

/** Undefined when the part has written no results since `begin`. */
function goalsOf(part, begin) {
  const file = pathOf(`results/${part}.json`);
  const written = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return written < begin
    ? undefined
    : JSON.parse(readFileSync(file, 'utf8')).goals.map((goal) => ({ part, ...goal }));
}

console.log('\n=== goals');
for (const { part, what, value, atLeast, atMost, met } of goals) {
  const bound = atLeast === undefined ? (atMost === undefined ? '' : `<= ${atMost}`) : `>= ${atLeast}`;
  const columns = [part.padEnd(12), what.padEnd(90), bound.padEnd(8), (value?.toFixed(2) ?? '').padStart(8)];
  console.log(`${columns.join(' ')}   ${met ? 'met' : 'MISSED'}`);
}
const missed = goals.filter(({ met }) => !met).length;
console.log(`${goals.length - missed} of ${goals.length} goals met`);
process.exitCode = missed > 0 ? 1 : 0;
