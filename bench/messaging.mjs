// `npm run bench:messaging [-- --quick]`: the library compared with plain amqplib on the same broker.
import { prepare } from './prepare.mjs';

const require = await prepare('npm run bench:messaging');
const { measure } = require('./messaging/measure.ts', import.meta.url);
const rounds = process.argv.includes('--quick') ? 2 : 5;
process.exitCode = await measure(process.env.AMQP_URL, process.env.MONGODB_URI, rounds);
