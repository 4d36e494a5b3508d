// `npm run test:observability`: rules, their tests, configurations and dashboards, checked by the programs that read them.
import { delimiter } from 'node:path';
import { runSuite } from '../support/run-suite.mjs';
import { loadTestMachine } from '../support/test-machine.mjs';

loadTestMachine();
process.env.PATH += `${delimiter}${process.env.OBSERVABILITY_PROGRAMS}`;
runSuite('observability', {
  needs: ['go', 'promtool', 'amtool', 'jaeger'],
  args: process.argv.slice(2),
});
