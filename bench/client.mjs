// `npm run bench:client [-- --quick]`: the browser's path, through the client to a service, compared with other proxies.
import { prepare } from './prepare.mjs';
import { installPeers } from './shared/install-peers.mjs';

const require = await prepare('npm run bench:client', 'client', 'courses', 'enrollments', 'identity');
installPeers();
const quick = process.argv.includes('--quick');
const { measure } = require('./client/measure.ts', import.meta.url);
process.exitCode = await measure(
  quick
    ? { rounds: 3, seconds: 2, students: 400, signIns: 24 }
    : { rounds: 7, seconds: 5, students: 2_000, signIns: 96 },
);
