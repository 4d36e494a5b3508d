// `npm run test:cluster`: applies infra/k8s to the cluster of KUBECONFIG, whose nodes must have the images; without it,
// to a one-node Kubernetes of its own, made by the scripts in COURSES_CLUSTER_DIR (default: ../shared/cluster).
import { runSuite } from '../testbed/run-suite.mjs';

runSuite('cluster', { needs: ['docker', 'kubectl'] });
