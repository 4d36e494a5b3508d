// `npm run bench:tracing [-- --quick]`: what tracing costs the courses service, off and on.
import { prepare } from './prepare.mjs';

const require = await prepare('npm run bench:tracing', 'courses');
const quick = process.argv.includes('--quick');
const { measure } = require('./tracing/measure.ts', import.meta.url);
process.exitCode = await measure(
  quick ? { pairs: 1, rounds: 3, seconds: 2 } : { pairs: 8, rounds: 5, seconds: 2 },
);
