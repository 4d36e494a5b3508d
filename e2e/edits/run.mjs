// `npm run test:edits`: what one edits is what is checked, built and run, also after a warm build. Works in copies of this
// repository, in a temporary folder.
import { runSuite } from '../support/run-suite.mjs';

// The cache is what is tested.
process.env.NX_SKIP_NX_CACHE = 'false';
runSuite('edits', { needs: ['git', 'npm'] });
