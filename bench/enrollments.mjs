// `npm run bench:enrollments [-- --quick]`: 2,000 students for 1,000 seats, and rosters of 5,000 seats.
import { prepare } from './prepare.mjs';

const require = await prepare('npm run bench:enrollments', 'enrollments');
const quick = process.argv.includes('--quick');
const { measure } = require('./enrollments/measure.ts', import.meta.url);
process.exitCode = await measure(quick ? { rounds: 1, students: 400 } : { rounds: 5, students: 2_000 });
