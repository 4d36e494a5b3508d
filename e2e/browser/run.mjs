// `npm run test:browser`: the quick start in real Chromium, at both widths.
import { buildApps } from '../support/build-apps.mjs';
import { runSuite } from '../support/run-suite.mjs';

buildApps('quickstart');
runSuite('browser', { needs: ['chromium'] });
