import { attempt, run } from '../support/run';
import { kubectl } from './cluster';

const dryRun = (args: string[], text?: string) =>
  attempt('kubectl', ['apply', '--dry-run=server', '--validate=strict', ...args], text);
const accepted = { status: 0, output: expect.not.stringMatching(/warning/i) as string };

const componentFiles = [
  'queue-depth-autoscaling/enrollments-scaled-object.yaml',
  'observability/pod-monitor.yaml',
  'observability/prometheus-rule.yaml',
  'observability/without-operator/netpol.yaml',
];

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

test('the cluster accepts the production overlay and the files of the components', async () => {
  await kubectl('apply', '-f', 'k8s/overlays/production/namespace.yaml');
  try {
    const rendered = await kubectl('kustomize', 'k8s/overlays/production');
    expect(await dryRun(['-f', '-'], rendered)).toMatchObject(accepted);
    for (const file of componentFiles)
      expect(await dryRun(['-f', `k8s/components/${file}`])).toMatchObject(accepted);
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
