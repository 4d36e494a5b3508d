// `npm run bench:http [-- --quick]`: reads of the real service, compared with alternatives.
import { prepare } from './prepare.mjs';
import { installPeers } from './shared/install-peers.mjs';

const require = await prepare('npm run bench:http', 'courses');
installPeers();
const quick = process.argv.includes('--quick');
const { measure } = require('./http/measure.ts', import.meta.url);
process.exitCode = await measure(quick ? { rounds: 3, seconds: 2 } : { rounds: 7, seconds: 5 });
