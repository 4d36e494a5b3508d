// `npm run test:edits`: an edit is what gets checked, built and run, also with a warm cache. Works in copies of this
// repository, in a temporary folder.
import { runSuite } from '../support/run-suite.mjs';

// The cache is under test.
process.env.NX_SKIP_NX_CACHE = 'false';
runSuite('edits', { needs: ['git', 'npm'] });
