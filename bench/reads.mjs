// `npm run bench:reads [-- --quick | --up-to=100000]`: reads while the catalog grows from 1,000 to 1,000,000 courses.
import { prepare } from './prepare.mjs';

const require = await prepare('npm run bench:reads', 'courses');
const upTo = process.argv.find((argument) => argument.startsWith('--up-to='))?.slice('--up-to='.length);
const largest = Number(upTo ?? (process.argv.includes('--quick') ? 10_000 : 1_000_000));
if (!(largest >= 1_000)) {
  console.error(`--up-to must be a number of at least 1000, not ${upTo}`);
  process.exit(1);
}
const sizes = [1_000, 10_000, 100_000, 1_000_000].filter((size) => size <= largest);
const { measureReads } = require('./courses/measure-reads.ts', import.meta.url);
process.exitCode = await measureReads(sizes);
