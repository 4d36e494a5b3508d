// `npm run bench:startup [-- --quick | --long]`: start and memory of the courses service; long is 10 minutes of full load.
import { prepare } from './prepare.mjs';

const require = await prepare('npm run bench:startup', 'courses');
const seconds = process.argv.includes('--long') ? 400 : process.argv.includes('--quick') ? 10 : 40;
const { measure } = require('./startup/measure.ts', import.meta.url);
process.exitCode = await measure({ starts: process.argv.includes('--quick') ? 3 : 9, seconds });
