// `npm run test:containers`: builds the images and runs them with docker and docker compose. Registry images that are
// not on this machine are replaced by offline images (e2e/offline-images).
import { main } from '../../tools/deploy/program.mjs';
import { prepareImages } from '../support/prepare-images.mjs';
import { needPrograms, runSuite } from '../support/run-suite.mjs';

const needs = ['docker'];
needPrograms('containers', needs);
await main(prepareImages);
if (!process.exitCode) runSuite('containers', { needs, args: process.argv.slice(2) });
