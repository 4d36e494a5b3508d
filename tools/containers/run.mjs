// `npm run test:containers`: builds the images and runs them with docker and docker compose. Images from registries that
// are not on this machine are replaced by stand-ins (tools/stand-ins).
import { main } from '../deploy/program.mjs';
import { prepareImages } from '../testbed/prepare-images.mjs';
import { needPrograms, runSuite } from '../testbed/run-suite.mjs';

const needs = ['docker'];
needPrograms('containers', needs);
await main(prepareImages);
if (!process.exitCode) runSuite('containers', { needs, args: process.argv.slice(2) });
