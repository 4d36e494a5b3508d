// Which cluster: never one that the reader did not mean.
import { createInterface } from 'node:readline/promises';
import { attempt, fail, lastLine, show } from './program.mjs';

const localCluster = /^(local|minikube|docker-desktop|kind(-.+)?)$/;

/** Chooses the context of kubectl, asks when it may be somebody's real cluster, and makes sure that it answers. */
export async function useContext(given) {
  const name = given ?? currentContext();
  if (!given && !localCluster.test(name)) await ask(name);
  const kubectl = (...args) => ['--context', name, ...args];
  const { status, stderr } = attempt('kubectl', kubectl('get', '--raw', '/readyz', '--request-timeout=10s'));
  if (/context .* does not exist/.test(stderr))
    fail(`There is no context "${name}". These exist: ${contexts()}. Choose one with --context=NAME.`);
  if (status !== 0)
    fail(
      `The cluster "${name}" does not answer: ${lastLine(stderr)}\nStart it (${startOf(name)}), or choose another with --context=NAME.`,
    );
  return {
    name,
    ask: (args, input) => attempt('kubectl', kubectl(...args), input),
    show: (args) => show('kubectl', kubectl(...args)),
  };
}

function currentContext() {
  const { status, stdout, stderr } = attempt('kubectl', ['config', 'current-context']);
  if (status === 127) fail('kubectl is not installed: https://kubernetes.io/docs/tasks/tools');
  if (status !== 0)
    fail(
      `kubectl knows no cluster (${lastLine(stderr)}). Start one, for example: minikube start, or: kind create cluster.`,
    );
  return stdout;
}

const contexts = () =>
  attempt('kubectl', ['config', 'get-contexts', '-o', 'name']).stdout.replaceAll('\n', ', ') || 'none';

function startOf(name) {
  if (name === 'minikube') return 'minikube start';
  if (name.startsWith('kind')) return 'kind create cluster';
  return 'with the tool that made it';
}

async function ask(name) {
  if (!process.stdin.isTTY)
    fail(`The context "${name}" may be a cluster that others use. If you mean it, say so: --context=${name}`);
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await lines.question(
    `The context "${name}" may be a cluster that others use. Its name again, to go on: `,
  );
  lines.close();
  if (answer.trim() !== name) fail('Nothing was changed.');
}
