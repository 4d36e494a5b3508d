import { attempt, run } from '../support/run';
import { kubectl } from './cluster';

const dryRun = (args: string[], text?: string) =>
  attempt('kubectl', ['apply', '--dry-run=server', '--validate=strict', ...args], text);
const accepted = { status: 0, output: expect.not.stringMatching(/warning/i) as string };

beforeAll(() => kubectl('apply', '-f', 'e2e/cluster/operator-kinds.yaml'));
afterAll(() => kubectl('delete', '-f', 'e2e/cluster/operator-kinds.yaml'));

test.each([
  ['infra/k8s', ['-f', 'infra/k8s']],
  ['the kustomization', ['-k', 'infra/k8s']],
  ['the pod of the walk', ['-f', 'docs/kubernetes/courses-pod.yaml']],
  ['the overlay for small machines', ['-k', 'k8s/overlays/local']],
])('the cluster accepts %s, field by field', async (_name, args) => {
  expect(await dryRun(args)).toMatchObject(accepted);
});

test('the cluster accepts the production overlay and the autoscaling by queue depth', async () => {
  await kubectl('apply', '-f', 'k8s/overlays/production/namespace.yaml');
  try {
    const rendered = await kubectl('kustomize', 'k8s/overlays/production');
    const file = 'k8s/components/queue-depth-autoscaling/enrollments-scaled-object.yaml';
    const component = await run('cat', file);
    for (const text of [rendered, component]) expect(await dryRun(['-f', '-'], text)).toMatchObject(accepted);
  } finally {
    await kubectl('delete', 'namespace', 'courses-system', '--wait=false');
  }
});

test.each([
  ['a field that does not exist', 's/^  replicas:/  replicaz:/', /unknown field "spec.replicaz"/],
  ['a pod with more rights', 's/runAsNonRoot: true/runAsNonRoot: false/', /violate PodSecurity "restricted/],
])('rejects %s', async (_name, change, message) => {
  const changed = await run('sed', change, 'infra/k8s/courses-depl.yaml');
  expect((await dryRun(['-f', '-'], changed)).output).toMatch(message);
});
