// `npm run test:observability`: rules, their tests, configurations and dashboards, checked by the programs that read them; then the
// system under load and without its broker, observed by Prometheus, Alertmanager and Jaeger. With `-- --short`, as in CI, without
// Jaeger.
import { delimiter } from 'node:path';
import { apps } from '../../tools/deploy/images.mjs';
import { buildApps } from '../support/build-apps.mjs';
import { needPrograms, runSuite } from '../support/run-suite.mjs';
import { chooseServers } from '../support/test-machine.mjs';

const args = process.argv.slice(2).filter((argument) => argument !== '--short');
const short = process.argv.includes('--short');
if (short) process.env.SHORT = 'on';
const needs = ['go', 'prometheus', 'promtool', 'alertmanager', 'amtool', ...(short ? [] : ['jaeger'])];

chooseServers();
const { OBSERVABILITY_PROGRAMS } = process.env;
if (OBSERVABILITY_PROGRAMS) process.env.PATH += `${delimiter}${OBSERVABILITY_PROGRAMS}`;
needPrograms('observability', needs);
buildApps(...apps);
runSuite('observability', { needs, args });
