// `npm run test:containers`: builds the images and runs them with docker. Images named in Dockerfiles and manifests
// that are not on this machine are replaced by stand-ins (tools/stand-ins).
import { runSuite } from '../testbed/run-suite.mjs';

runSuite('containers', { needs: ['docker'] });
