import { cluster } from './programs';
import { runScript } from './scripts';

interface Cluster {
  /** The value of the Secret before and after `kubectl apply`. */
  before: string;
  after: string;
  annotations?: Record<string, string>;
}

/** `k8s:up` on a cluster that runs courses; returns the calls that change its Deployment. */
function up({ before, after, annotations = {} }: Cluster): string[] {
  const pod = {
    containers: [
      {
        image: 'courses:latest',
        env: [
          { name: 'PORT', value: '3000' },
          { name: 'AMQP_URL', valueFrom: { secretKeyRef: { name: 'courses-secret' } } },
        ],
      },
    ],
  };
  const deployment = {
    metadata: { name: 'courses-depl', labels: { app: 'courses' }, annotations },
    spec: { replicas: 1, template: { spec: pod } },
    status: { readyReplicas: 1 },
  };
  const list = (...items: object[]) => JSON.stringify({ items });
  const secret = (value: string) =>
    list(
      { metadata: { name: 'courses-secret' }, data: { AMQP_URL: value } },
      { metadata: { name: 'other' } },
    );
  const kubectl = `${cluster('kind')}
*"get deployments"*) echo '${list(deployment)}' ;;
*"get services"*) echo '${list()}' ;;
*"get secrets"*) if grep -q "apply -f" "$(dirname "$0")/calls"; then echo '${secret(after)}'; else echo '${secret(before)}'; fi ;;`;
  const docker = '"image inspect"*) echo sha256:0 ;;';
  const { status, calls } = runScript('deploy/k8s.mjs', ['up'], { kubectl, docker, kind: '' });
  expect(status).toBe(0);
  return calls.filter((call) => / (restart|annotate) /.test(call));
}

const restart = expect.stringContaining('rollout restart deployment/courses-depl') as string;
const noted = (calls: string[]) => /checksum\/secrets=(\w+)/.exec(calls.at(-1) ?? '')?.[1] ?? '';

test('the first time, up notes the checksum of the Secrets and restarts nothing', () => {
  const calls = up({ before: 'b25l', after: 'b25l' });
  expect(calls).toEqual([expect.stringContaining('annotate --overwrite deployment/courses-depl')]);
  expect(noted(calls)).toMatch(/^[0-9a-f]{16}$/);
});

test('up again changes nothing', () => {
  const annotations = { 'checksum/secrets': noted(up({ before: 'b25l', after: 'b25l' })) };
  expect(up({ before: 'b25l', after: 'b25l', annotations })).toEqual([]);
});

test('up with a changed Secret restarts the pods that read it', () => {
  expect(up({ before: 'b25l', after: 'dHdv' })[0]).toEqual(restart);
});

test('up restarts the pods whose Secret was changed by other means since they were noted', () => {
  const annotations = { 'checksum/secrets': noted(up({ before: 'b25l', after: 'b25l' })) };
  const calls = up({ before: 'dHdv', after: 'dHdv', annotations });
  expect(calls[0]).toEqual(restart);
  expect(noted(calls)).not.toBe(annotations['checksum/secrets']);
});
