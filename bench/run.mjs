// `npm run bench [-- --quick]`: every part in turn; exits with 1 when a goal is missed.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const missed = ['http', 'reads', 'enrollments', 'messaging', 'startup', 'tracing'].filter((part) => {
  console.log(`\n=== ${part}`);
  const program = fileURLToPath(new URL(`${part}.mjs`, import.meta.url));
  return spawnSync(process.execPath, [program, ...process.argv.slice(2)], { stdio: 'inherit' }).status !== 0;
});
console.log(missed.length > 0 ? `\nGoals missed in: ${missed.join(', ')}` : '\nAll goals met.');
process.exitCode = missed.length > 0 ? 1 : 0;
