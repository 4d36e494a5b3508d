// `npm run test:generators`: what `nx g` makes passes every check, docs/add-a-service.md and docs/guides work word for word, and what
// is removed leaves nothing. Works in copies of this repository, in a temporary folder. With `-- --short`, as in CI, it makes
// and checks less, and leaves out the guides.
import { runSuite } from '../support/run-suite.mjs';

const short = process.argv.includes('--short');
if (short) process.env.SHORT = 'on';
runSuite('generators', { needs: ['git', 'npm'], args: short ? ['--testPathIgnorePatterns', 'guides'] : [] });
