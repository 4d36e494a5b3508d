// Selects the cluster: never one that the user did not intend.
import { createInterface } from 'node:readline/promises';
import { attempt, fail, lastLine, show } from './program.mjs';

const localCluster = /^(local|minikube|docker-desktop|kind(-.+)?)$/;

/** Selects the context of kubectl, asks for confirmation when it may be a shared cluster, and checks that it is reachable. */
export async function useContext(given) {
  const name = given ?? currentContext();
  if (!given && !localCluster.test(name)) await confirm(name);
  const kubectl = (...args) => ['--context', name, ...args];
  const { status, stderr } = attempt('kubectl', kubectl('get', '--raw', '/readyz', '--request-timeout=10s'));
  if (/context .* does not exist/.test(stderr))
    fail(`Unknown context "${name}". Available: ${contexts()}. Choose one with --context=NAME.`);
  if (status !== 0)
    fail(
      `The cluster "${name}" is not reachable: ${lastLine(stderr)}\nStart it (${startOf(name)}), or choose another with --context=NAME.`,
    );
  checkVersion(name, attempt('kubectl', kubectl('get', '--raw', '/version')).stdout);
  return {
    name,
    kubectl: (args, input) => attempt('kubectl', kubectl(...args), input),
    showKubectl: (args) => show('kubectl', kubectl(...args)),
  };
}

/** Below, `preStop: sleep` and `unhealthyPodEvictionPolicy` are unknown or switched off. */
const lowestMinor = 30;

function checkVersion(name, version) {
  const { major, minor, gitVersion } = JSON.parse(version || '{}');
  // Some clusters write 30+.
  if (Number(major) === 1 && Number.parseInt(minor, 10) < lowestMinor)
    fail(
      `The cluster "${name}" runs Kubernetes ${gitVersion}; the manifests need 1.${lowestMinor} or newer. Upgrade it, or choose another with --context=NAME.`,
    );
}

function currentContext() {
  const { status, stdout, stderr } = attempt('kubectl', ['config', 'current-context']);
  if (status === 127) fail('kubectl is not installed: https://kubernetes.io/docs/tasks/tools');
  if (status !== 0)
    fail(
      `kubectl has no current context (${lastLine(stderr)}). Start one, for example: minikube start, or: kind create cluster.`,
    );
  return stdout;
}

const contexts = () =>
  attempt('kubectl', ['config', 'get-contexts', '-o', 'name']).stdout.replaceAll('\n', ', ') || 'none';

function startOf(name) {
  if (name === 'minikube') return 'minikube start';
  if (name.startsWith('kind')) return 'kind create cluster';
  return 'with the tool that created it';
}

async function confirm(name) {
  if (!process.stdin.isTTY)
    fail(`The context "${name}" may be a cluster that others use. To confirm, pass --context=${name}`);
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await lines.question(
    `The context "${name}" may be a cluster that others use. Enter its name to continue: `,
  );
  lines.close();
  if (answer.trim() !== name) fail('Canceled; nothing was changed.');
}
