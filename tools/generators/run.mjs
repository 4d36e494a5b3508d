// `npm run test:generators`: what `nx g` makes passes every check, docs/extend.md works word for word, and what is removed
// leaves nothing. Works in copies of this repository, in a temporary folder.
import { runSuite } from '../testbed/run-suite.mjs';

runSuite('generators', { needs: ['git', 'npm'] });
