import { existsSync } from 'node:fs';
import { waitFor } from '@courses/testing';
import { connect as connectAmqp } from 'amqplib';
import { createConnection } from 'mongoose';
import { apps, services } from '../support/apps';
import { publishCourse, request, type Roster } from '../support/catalog';
import { attempt, run } from '../support/run';
import {
  adminToken,
  applyEverything,
  clientUrl,
  coursesUrl,
  get,
  kubectl,
  kubectlWithDiagnostics,
  manifests,
  ours,
} from './cluster';
import { connectionsBetweenPods, isAllowed, policiesNow } from './policies';

jest.setTimeout(900_000);
interface Pods {
  items: { metadata: { name: string; labels: Record<string, string> }; status: Status }[];
}
interface Status {
  podIP: string;
  containerStatuses: { restartCount: number }[];
}
const podOf = async (app: string) => {
  const [pod] = (await get<Pods>('pods', '-l', `app=${app}`)).items;
  if (!pod) throw new Error(`no pod of ${app}`);
  return pod;
};
const replace = async (app: string) => {
  await kubectl('delete', 'pod', '-l', `app=${app}`);
  await kubectlWithDiagnostics('rollout', 'status', 'deployment', `${app}-depl`, '--timeout=600s');
};

beforeAll(applyEverything);

test('kubectl apply needs no preparation; every pod becomes ready without a restart', async () => {
  const { items } = await get<Pods>('pods', '-l', ours);
  expect(items.length).toBeGreaterThanOrEqual(10);
  const restarted = items.filter(({ status }) => status.containerStatuses[0]?.restartCount !== 0);
  expect(restarted.map(({ metadata }) => metadata.name)).toEqual([]);
});

test('applying the unchanged folder again changes nothing', async () => {
  // Only a changed specification raises it.
  const generations = () =>
    kubectl('get', 'deployments', '-l', ours, '-o', 'jsonpath={.items[*].metadata.generation}');
  const before = await generations();
  await kubectl('apply', '-f', manifests);
  // Its status is 1 when there is a difference.
  expect(await attempt('kubectl', ['diff', '-f', manifests])).toMatchObject({ status: 0, output: '' });
  expect(await generations()).toBe(before);
});

test('the namespace enforces the restricted pod security standard, which all of our pods meet', async () => {
  const rooted = ['run', 'rooted', '--image=courses:latest', '--privileged'];
  expect((await attempt('kubectl', rooted)).output).toContain('violates PodSecurity "restricted');
});

describe('a course published over the NodePort', () => {
  let courseId = '';

  test('has a roster that the client serves', async () => {
    courseId = await publishCourse(coursesUrl, 'A course in the cluster', await adminToken());
    const client = await clientUrl();
    const roster = await waitFor('the roster', async () => {
      const { status, body } = await request<Roster>(`${client}/api/v1/rosters/${courseId}`);
      return status === 200 && body;
    });
    expect(roster).toMatchObject({ courseId, courseTitle: 'A course in the cluster', seatsLeft: 12 });
    expect(await (await fetch(client)).text()).toContain('<title>');
  });

  test('survives the deletion of MongoDB’s pod', async () => {
    await replace('mongodb');
    const title = await waitFor('the catalog', async () => {
      const { status, body } = await request<{ title: string }>(`${coursesUrl}/v1/courses/${courseId}`);
      return status === 200 && body.title;
    });
    expect(title).toBe('A course in the cluster');
  });
});

test('messages in RabbitMQ survive the deletion of its pod', async () => {
  const queue = 'survivors';
  const admin = async () =>
    connectAmqp(`amqp://admin:admin-dev-only@${(await podOf('rabbitmq')).status.podIP}:5672`);
  const before = await admin();
  const channel = await before.createConfirmChannel();
  await channel.assertQueue(queue, { durable: true, arguments: { 'x-queue-type': 'quorum' } });
  channel.sendToQueue(queue, Buffer.from('still here'), { persistent: true });
  await channel.waitForConfirms();
  await before.close();
  await replace('rabbitmq');
  const after = await waitFor('RabbitMQ', admin);
  const read = await after.createChannel();
  const message = await waitFor('the message', () => read.get(queue, { noAck: true }));
  expect(message.content.toString()).toBe('still here');
  await read.deleteQueue(queue);
  await after.close();
});

describe('credentials', () => {
  const count = async (user: string, database: string) => {
    const { podIP } = (await podOf('mongodb')).status;
    const uri = `mongodb://${user}@${podIP}:27017/${database}?authSource=courses`;
    const connection = createConnection(uri, { serverSelectionTimeoutMS: 5_000 });
    try {
      return await (await connection.asPromise()).collection('anything').countDocuments();
    } finally {
      await connection.close();
    }
  };
  const readFrom = async (user: string, queue: string) => {
    const connection = await connectAmqp(`amqp://${user}@${(await podOf('rabbitmq')).status.podIP}:5672`);
    connection.on('error', () => undefined);
    try {
      const channel = await connection.createChannel();
      channel.on('error', () => undefined);
      return await channel.get(queue);
    } finally {
      await connection.close();
    }
  };

  test('are required by MongoDB and give access to the database of their service only', async () => {
    expect(await count('courses:courses-dev-only', 'courses')).toBe(0);
    await expect(count('courses:courses-dev-only', 'enrollments')).rejects.toThrow(/not authorized/);
    await expect(count('courses:wrong', 'courses')).rejects.toThrow(/authentication failed/i);
  });

  test('are required by RabbitMQ and give access to the queues of their service only', async () => {
    expect(await readFrom('enrollments:enrollments-dev-only', 'enrollments.open-roster')).toBe(false);
    await expect(readFrom('courses:courses-dev-only', 'enrollments.open-roster')).rejects.toThrow(
      /ACCESS.REFUSED/,
    );
    await expect(readFrom('courses:wrong', 'courses.unrouted')).rejects.toThrow(/ACCESS.REFUSED/);
    await expect(readFrom('guest:guest', 'courses.unrouted')).rejects.toThrow(/ACCESS.REFUSED/);
  });
});

// The test cluster does not enforce NetworkPolicies: its connections are compared with them.
(process.env.CONTAINERD_SOCKET && existsSync(process.env.CONTAINERD_SOCKET) ? test : test.skip)(
  'every connection between pods is allowed by the NetworkPolicies, and every allowed connection is used',
  async () => {
    const policies = await policiesNow();
    const client = await clientUrl();
    const pods = [...apps, 'mongodb', 'rabbitmq'];
    const { items } = await get<Pods>('pods', '-l', ours);
    const labelsOf = (app: string) =>
      items.find(({ metadata }) => metadata.labels.app === app)?.metadata.labels ?? { app };
    const listening = [
      ...apps.flatMap((app) => [`${app}:3000`, `${app}:9464`]),
      'mongodb:27017',
      'rabbitmq:5672',
    ];
    const allowed = pods
      .flatMap((from) => pods.flatMap((to) => [3000, 5672, 9464, 27_017].map((port) => ({ from, to, port }))))
      .filter(({ to, port }) => listening.includes(`${to}:${port}`))
      .filter(({ from, to, port }) => isAllowed(policies, { from: labelsOf(from), to: labelsOf(to), port }))
      .map(({ from, to, port }) => `${from} -> ${to}:${port}`);
    // Connections to identity appear with the first token only, or when a user signs in.
    const awaited = allowed.filter((each) => !each.endsWith('identity:3000'));

    const seen = new Set<string>();
    await waitFor('every allowed connection', async () => {
      for (const path of ['rosters/0', ...services]) await request(`${client}/api/v1/${path}`);
      for (const { from, to, port } of await connectionsBetweenPods(await run('conntrack', '-L')))
        seen.add(`${from.app} -> ${to.app}:${port}`);
      return awaited.every((each) => seen.has(each));
    });
    expect([...seen].filter((each) => !allowed.includes(each))).toEqual([]);
  },
);
