import { waitFor } from '@courses/testing';
import { isReachable } from '../support/catalog';
import { attempt, run } from '../support/run';

export const manifests = 'infra/k8s';
export const ours = 'app.kubernetes.io/part-of=courses-system';
export const kubectl = (...args: string[]) => run('kubectl', ...args);

const node = process.env.NODE_ADDRESS ?? '127.0.0.1';
export const coursesUrl = `http://${node}:30142`;
export async function clientUrl(): Promise<string> {
  const port = await kubectl('get', 'service', 'client-srv', '-o', 'jsonpath={.spec.ports[0].nodePort}');
  return `http://${node}:${port}`;
}

/** Parses the JSON output of `kubectl get`. */
export async function get<Body>(...args: string[]): Promise<Body> {
  return JSON.parse(await kubectl('get', ...args, '-o', 'json')) as Body;
}

/** Applies infra/k8s and waits until all is available and reachable: a node's proxy learns of ready pods a moment later. */
export async function applyEverything(): Promise<void> {
  await kubectl('apply', '-f', manifests);
  await kubectlWithDiagnostics(
    'wait',
    '--for=condition=Available',
    'deployment',
    '-l',
    ours,
    '--timeout=600s',
  );
  await waitFor('identity, inside the cluster', adminToken);
  for (const url of await publicUrls()) await waitFor(`a response of ${url}`, () => isReachable(url));
}

/** Public URLs outside of the cluster: the catalog at its service and through the client, and the page. */
export async function publicUrls(): Promise<string[]> {
  const client = await clientUrl();
  return [`${coursesUrl}/v1/courses`, `${client}/api/v1/courses`, `${client}/`];
}

/** A token of the first admin, requested inside the cluster: identity is not exposed. */
export async function adminToken(): Promise<string> {
  const [email, password] = ['admin@example.com', 'administrator-dev-only'];
  const script = `fetch('http://identity-clusterip-srv:3000/v1/sessions', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: '${email}', password: '${password}' }),
  }).then((response) => response.json()).then(({ accessToken }) => console.log(accessToken))`;
  return kubectl('exec', 'deployment/client-depl', '--', '/nodejs/bin/node', '-e', script);
}

export async function deploymentsOfOurs(): Promise<string[]> {
  const names = await kubectl(
    'get',
    'deployments',
    '-l',
    `${ours},app notin (mongodb,rabbitmq)`,
    '-o',
    'name',
  );
  return names.split('\n').map((name) => name.replace('deployment.apps/', ''));
}

/** Restarts a Deployment and waits until its old pods are gone. */
export async function restart(deployment: string): Promise<void> {
  const selector = `app=${deployment.replace('-depl', '')}`;
  const before = (await kubectl('get', 'pods', '-l', selector, '-o', 'name')).split('\n');
  await kubectl('rollout', 'restart', 'deployment', deployment);
  await kubectlWithDiagnostics('rollout', 'status', 'deployment', deployment, '--timeout=600s');
  await waitFor('the old pods to end', async () => {
    const now = (await kubectl('get', 'pods', '-l', selector, '-o', 'name')).split('\n');
    return before.every((pod) => !now.includes(pod));
  });
}

/** Pods, events and the last lines of each log. */
async function diagnostics(): Promise<string> {
  const commands = [
    ['get', 'pods', '-o', 'wide'],
    ['get', 'events', '--sort-by=.lastTimestamp'],
    ['logs', '-l', ours, '--prefix', '--tail=15', '--max-log-requests=20'],
  ];
  const outputs = [];
  for (const command of commands) {
    const { output } = await attempt('kubectl', command);
    outputs.push(`$ kubectl ${command.join(' ')}\n${output.split('\n').slice(-60).join('\n')}`);
  }
  return outputs.join('\n\n');
}

/** Like kubectl, with diagnostics in the error. */
export async function kubectlWithDiagnostics(...args: string[]): Promise<string> {
  try {
    return await kubectl(...args);
  } catch (error) {
    throw new Error(`${(error as Error).message}\n\n${await diagnostics()}`, { cause: error });
  }
}
