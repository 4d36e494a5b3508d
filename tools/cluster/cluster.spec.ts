import { publishCourse, request, type Roster } from '../testbed/catalogue';
import { attempt, run } from '../testbed/run';
import { waitFor } from '../testbed/wait-for';
import { kubectl, kubectlOrCauses, loadImages, manifests, useCluster } from './cluster';
import { underLoad } from './load';

jest.setTimeout(900_000);
const node = process.env.NODE_ADDRESS ?? '127.0.0.1';
const coursesUrl = `http://${node}:30142`;
const ours = 'app.kubernetes.io/part-of=courses-system';
const everything = 'deployments,replicasets,pods,services,secrets,configmaps,pvc,pdb,networkpolicies';
let endCluster = (): Promise<unknown> => Promise.resolve();

beforeAll(async () => {
  await run('tools/stand-ins/build.sh');
  for (const app of ['courses', 'enrollments', 'client'])
    await run('npx', 'nx', 'run', `${app}:docker-build`);
  endCluster = await useCluster();
  await loadImages();
});

afterAll(async () => {
  await attempt('kubectl', ['delete', '-f', manifests, '--ignore-not-found', '--timeout=90s']);
  await endCluster();
});

test('kubectl apply needs nothing by hand first, and every Deployment becomes available', async () => {
  await kubectl('apply', '-f', manifests);
  await kubectlOrCauses('wait', '--for=condition=Available', 'deployment', '-l', ours, '--timeout=180s');
  const restarts = await kubectl('get', 'pods', '-l', ours, '-o', 'jsonpath={..restartCount}');
  expect(restarts.split(' ')).toHaveLength(8);
  expect(new Set(restarts.split(' '))).toEqual(new Set(['0']));
});

test('a course published over the NodePort has its roster, seen through the client', async () => {
  const port = await kubectl('get', 'service', 'client-srv', '-o', 'jsonpath={.spec.ports[0].nodePort}');
  const courseId = await publishCourse(coursesUrl, 'A course in the cluster');
  const roster = await waitFor('the roster', 15_000, async () => {
    const { status, body } = await request<Roster>(`http://${node}:${port}/api/v1/rosters/${courseId}`);
    return status === 200 && body;
  });
  expect(roster).toMatchObject({ courseId, courseTitle: 'A course in the cluster', seatsLeft: 12 });
  expect(await (await fetch(`http://${node}:${port}/`)).text()).toContain('<title>');
});

test('a restart of courses rolls out without a failed request', async () => {
  const podsBefore = await kubectl('get', 'pods', '-l', 'app=courses', '-o', 'name');
  const load = await underLoad(`${coursesUrl}/v1/courses`, async () => {
    await kubectl('rollout', 'restart', 'deployment', 'courses-depl');
    await kubectlOrCauses('rollout', 'status', 'deployment', 'courses-depl', '--timeout=180s');
    await waitFor('the old pods to end', 60_000, async () => {
      const pods = await kubectl('get', 'pods', '-l', 'app=courses', '-o', 'name');
      return podsBefore.split('\n').every((pod) => !pods.includes(pod));
    });
  });
  expect(load.failures).toEqual([]);
  expect(load.requests).toBeGreaterThan(100);
});

test('kubectl delete leaves nothing', async () => {
  await kubectlOrCauses('delete', '-f', manifests, '--timeout=90s');
  const left = await waitFor('the pods to end', 60_000, async () => {
    const { output } = await attempt('kubectl', ['get', everything, '-l', ours, '-o', 'name']);
    return output === '' && 'nothing';
  });
  expect(left).toBe('nothing');
});
