import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  bindDistribution,
  brokerProcess,
  erlangAddress,
  needVersion4,
  nodeEnvironment,
  portMapper,
  rabbitmqTool,
} from './rabbitmq-server';
import { freePort, type ServerProcess } from './server-process';

const addresses = ['127.0.1.1', '127.0.1.2', '127.0.1.3'];

/** One of the nodes; what stops, kills or suspends its `process` happens to it alone. */
export interface ClusterNode {
  name: string;
  address: string;
  process: ServerProcess;
  /** Runs one of RabbitMQ's tools on this node; resolves to its output. */
  tool(program: string, ...args: string[]): Promise<string>;
}

/** Three RabbitMQ nodes on addresses 127.0.1.1 to 127.0.1.3, with their data in one folder. */
export interface RabbitmqCluster {
  /** Of all nodes, separated by commas. */
  url: string;
  nodes: ClusterNode[];
  /** The leader and the members of a quorum queue. */
  replicas(queue: string): Promise<{ leader: ClusterNode; members: ClusterNode[] }>;
  /** The node that a client with this connection name is connected to. */
  nodeOf(connection: string): Promise<ClusterNode>;
  /** Cuts the node off from the others, but not from its clients. Needs root. */
  partition(node: ClusterNode): Promise<void>;
  /** Ends every partition. */
  heal(): Promise<void>;
  /** Ends every partition and stops the nodes. */
  stop(): Promise<void>;
}

/** Resolves when all three have joined. `settings` are lines of `rabbitmq.conf`. */
export async function startRabbitmqCluster(folder: string, settings: string[]): Promise<RabbitmqCluster> {
  await needVersion4(folder);
  const [port, names] = [await freePort(), await freePort()];
  const shared = {
    HOME: folder,
    ERL_EPMD_PORT: String(names),
    ERL_EPMD_ADDRESS: addresses.join(),
    RABBITMQ_USE_LONGNAME: 'true',
    RABBITMQ_CONFIG_FILE: join(folder, 'rabbitmq.conf'),
  };
  writeFileSync(shared.RABBITMQ_CONFIG_FILE, [...settings, ...discovery].join('\n'));
  const nodes = await Promise.all(
    addresses.map(async (address, index) =>
      clusterNode(shared, { name: nodeName(address, index), folder, address, port }),
    ),
  );
  const epmd = portMapper(shared, names, folder);
  const stop = async () => {
    await heal();
    for (const { process } of nodes) process.signal('SIGCONT');
    await Promise.all(nodes.map(({ process }) => process.stop()));
    await epmd.stop();
  };
  const byName = (name: string) => nodes.find((node) => node.name === name) as ClusterNode;
  const list = async <Row>(...args: string[]) =>
    JSON.parse(await nodes[0]!.tool('rabbitmqctl', '--silent', ...args, '--formatter', 'json')) as Row[];
  try {
    await heal(); // what a run that was killed left
    await epmd.start();
    await Promise.all(nodes.map(({ process }) => process.start()));
    await nodes[0]!.tool('rabbitmqctl', 'await_online_nodes', String(nodes.length));
    await nodes[0]!.tool('rabbitmqctl', 'enable_feature_flag', 'all');
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url: addresses.map((address) => `amqp://guest:guest@${address}:${port}`).join(),
    nodes,
    async replicas(queue) {
      const queues = await list<QueueRow>('list_queues', 'name', 'leader', 'members');
      const found = queues.find(({ name }) => name === queue);
      if (!found) throw new Error(`There is no queue ${queue}`);
      return { leader: byName(found.leader), members: found.members.map(byName) };
    },
    async nodeOf(connection) {
      const connections = await list<ConnectionRow>('list_connections', 'host', 'client_properties');
      const found = connections.find(({ client_properties: properties }) =>
        properties.some((property) => property.includes(connection)),
      );
      const node = nodes.find(({ address }) => address === found?.host.join('.'));
      if (!node) throw new Error(`There is no connection ${connection}`);
      return node;
    },
    async partition({ address }) {
      for (const other of addresses.filter((each) => each !== address)) {
        await dropPackets('--append', address, other);
        await dropPackets('--append', other, address);
      }
    },
    heal,
    stop,
  };
}

interface QueueRow {
  name: string;
  leader: string;
  members: string[];
}

interface ConnectionRow {
  /** Of the node, byte by byte. */
  host: number[];
  /** Each with name, type and value. */
  client_properties: string[][];
}

const nodeName = (address: string, index: number) => `courses${index + 1}@${address}`;

const discovery = [
  'cluster_formation.peer_discovery_backend = classic_config',
  ...addresses.map(
    (address, index) => `cluster_formation.classic_config.nodes.${index + 1} = ${nodeName(address, index)}`,
  ),
];

async function clusterNode(
  shared: Record<string, string>,
  { name, folder, address, port }: { name: string; folder: string; address: string; port: number },
): Promise<ClusterNode> {
  const own = join(folder, name);
  mkdirSync(own);
  const distribution = await freePort();
  // Its connections to the others come from its own address, so that packet filters can tell the nodes apart.
  const source = `-kernel inet_dist_connect_options [{ip,${erlangAddress(address)}}]`;
  const env = {
    ...shared,
    ...nodeEnvironment({ name, folder: own, address, port, distribution }),
    // Three nodes share the cores of one machine.
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: `${bindDistribution(address)} ${source} +S 1:1 +sbwt none`,
  };
  return {
    name,
    address,
    process: brokerProcess(env, { folder: own, address, port }),
    tool: (program, ...args) => rabbitmqTool(program, env, ...args),
  };
}

async function heal(): Promise<void> {
  for (const from of addresses)
    for (const to of addresses.filter((each) => each !== from))
      while (
        await dropPackets('--delete', from, to).then(
          () => true,
          () => false,
        )
      );
}

const dropPackets = (change: '--append' | '--delete', from: string, to: string) =>
  promisify(execFile)('iptables', ['--wait', change, 'INPUT', '-s', from, '-d', to, '-j', 'DROP']);
