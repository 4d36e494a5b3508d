// `npm run bench:tracing [-- --quick]`: what tracing costs the courses service, off and on.
import { prepare } from './prepare.mjs';

const require = await prepare('npm run bench:tracing', 'courses');
const quick = process.argv.includes('--quick');
const { measure } = require('./tracing/measure.ts', import.meta.url);
process.exitCode = await measure(quick ? { rounds: 3, seconds: 2 } : { rounds: 15, seconds: 2 });
