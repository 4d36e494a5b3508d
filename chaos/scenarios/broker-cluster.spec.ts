import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  startClusterServers,
  type ClusterNode,
  type ClusterServers,
  type RabbitmqCluster,
} from '@courses/testing';
import { parseAllDocuments } from 'yaml';
import { ChaosEnvironment } from '../environment/chaos-environment';

jest.setTimeout(600_000);

const longestPauseMs = 5_000;
const partitionMs = 8_000;
/** `SUSPENSION_MS=60000 npm run chaos` is the long form. */
const suspensionMs = Number(process.env.SUSPENSION_MS ?? 15_000);

type Fault = (cluster: RabbitmqCluster) => Promise<void>;

let servers: ClusterServers;
let chaos: ChaosEnvironment;
beforeAll(async () => {
  servers = await startClusterServers(productionSettings());
});
afterEach(() => chaos.close());
afterAll(() => servers?.stop());

/** The clients take the nodes in an order of their own, so both are where the fault is once. */
const programs = ['consumer consume', 'publisher publish'];

const killLeader: Fault = async (cluster) => {
  const { leader } = await cluster.replicas(chaos.queue);
  await leader.process.kill();
  await chaos.untilEffects(300);
  await leader.process.start();
  await untilReplicated(leader);
};

const partitionNodes: Fault = async (cluster) => {
  for (const program of programs) {
    const node = await cluster.nodeOf(program);
    await cluster.partition(node);
    await pause(partitionMs);
    await cluster.heal();
    await untilReplicated(node);
  }
};

const suspendNodes: Fault = async (cluster) => {
  for (const program of programs) {
    const node = await cluster.nodeOf(program);
    node.process.signal('SIGSTOP');
    await pause(suspensionMs);
    node.process.signal('SIGCONT');
    await untilReplicated(node);
  }
};

const restartNodes: Fault = async ({ nodes }) => {
  for (const node of nodes) {
    await node.process.stop();
    await node.process.start();
    await untilReplicated(node);
  }
};

const faults: [scenario: string, fault: Fault][] = [
  ['16 leader of the queue is killed (kill -9)', killLeader],
  ['17 node is partitioned from the others', partitionNodes],
  ['18 node is suspended', suspendNodes],
  ['19 rolling restart of all nodes', restartNodes],
];

test.each(faults)(
  'goes on within 5 s, and applies every event once, in scenario %s',
  async (scenario, fault) => {
    chaos = await ChaosEnvironment.start(scenario, servers, { load: { pauseMs: 60 } });
    await chaos.startLoad();
    expect((await servers.rabbit.replicas(chaos.queue)).members).toHaveLength(3);
    await fault(servers.rabbit);
    await chaos.untilEffects(300);
    const { longestPauseMs: pauseMs } = chaos;
    const ledger = await chaos.finish(`longest pause between two effects ${pauseMs} ms`);
    expect(ledger).toMatchObject({ ambiguous: 0, lost: 0, duplicated: 0, effects: ledger.attempted });
    expect(chaos.publisher.restarts + chaos.consumer.restarts).toBe(0);
    expect(pauseMs).toBeLessThanOrEqual(longestPauseMs);
  },
);

/** Each queue of this node has all its members again, so that it can lose any of them. */
const untilReplicated = ({ tool }: ClusterNode) => tool('rabbitmq-upgrade', 'await_online_quorum_plus_one');

/** Of the nodes of `k8s/overlays/production`, apart from the users. */
function productionSettings(): string[] {
  const file = join(__dirname, '../../k8s/overlays/production/rabbitmq.yaml');
  const [cluster] = parseAllDocuments(readFileSync(file, 'utf8')).map((document) => document.toJS());
  const { additionalConfig } = (cluster as { spec: { rabbitmq: { additionalConfig: string } } }).spec
    .rabbitmq;
  return additionalConfig.split('\n').filter((line) => !line.startsWith('load_definitions'));
}
