import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { environment, rabbitmqFolders } from '../config';
import { findProgram, freePort, ServerProcess } from './server-process';

/** RabbitMQ of RABBITMQ_PROGRAMS, otherwise the installed one, with its data in a temporary folder. */
export interface RabbitmqServer {
  url: string;
  process: ServerProcess;
  /** Environment of programs that control it. */
  env: Record<string, string>;
  /** Runs `rabbitmqctl`; resolves to its output. */
  ctl(...args: string[]): Promise<string>;
  stop(): Promise<void>;
}

/** Throws when RabbitMQ is missing, is older than version 4 or does not start. */
export async function startRabbitmq(folder: string): Promise<RabbitmqServer> {
  await needVersion4(folder);
  const [port, distribution, names] = await Promise.all([freePort(), freePort(), freePort()]);
  const address = '127.0.0.1';
  const shared = { HOME: folder, ERL_EPMD_PORT: String(names), ERL_EPMD_ADDRESS: address };
  const env = {
    ...shared,
    ...nodeEnvironment({ name: 'courses-test@localhost', folder, address, port, distribution }),
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: bindDistribution(address),
  };
  const epmd = portMapper(shared, names, folder);
  const process = brokerProcess(env, { folder, address, port });
  const stop = async () => {
    await process.stop();
    await epmd.stop();
  };
  await epmd.start();
  try {
    await process.start();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url: `amqp://guest:guest@${address}:${port}`,
    process,
    env,
    ctl: (...args) => rabbitmqctl(env, ...args),
    stop,
  };
}

interface NodeOptions {
  name: string;
  /** For its data, configuration and logs. */
  folder: string;
  address: string;
  port: number;
  /** The port for other nodes and for the tools. */
  distribution: number;
}

export const nodeEnvironment = ({ name, folder, address, port, distribution }: NodeOptions) => ({
  RABBITMQ_NODENAME: name,
  RABBITMQ_NODE_IP_ADDRESS: address,
  RABBITMQ_NODE_PORT: String(port),
  RABBITMQ_DIST_PORT: String(distribution),
  RABBITMQ_MNESIA_BASE: join(folder, 'rabbitmq'),
  RABBITMQ_LOG_BASE: join(folder, 'rabbitmq-log'),
  RABBITMQ_GENERATED_CONFIG_DIR: join(folder, 'rabbitmq-config'),
  RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, 'enabled_plugins'),
  RABBITMQ_PID_FILE: join(folder, 'rabbitmq.pid'),
  ERL_CRASH_DUMP: join(folder, 'rabbitmq-crash.dump'),
  RUNNING_UNDER_SYSTEMD: 'true',
});

/** In the syntax of Erlang. */
export const erlangAddress = (address: string): string => `{${address.replaceAll('.', ',')}}`;

/** Where other nodes and the tools connect to. */
export const bindDistribution = (address: string): string =>
  `-kernel inet_dist_use_interface ${erlangAddress(address)}`;

export const brokerProcess = (
  env: Record<string, string>,
  { folder, address, port }: Pick<NodeOptions, 'folder' | 'address' | 'port'>,
): ServerProcess =>
  new ServerProcess({
    program: findRabbitmq('rabbitmq-server'),
    args: [],
    env,
    address,
    port,
    log: join(folder, 'rabbitmq.log'),
  });

/** We start epmd ourselves: RabbitMQ would leave the one it starts running. */
export const portMapper = (env: Record<string, string>, port: number, folder: string): ServerProcess =>
  new ServerProcess({ program: findRabbitmq('epmd'), args: [], env, port, log: join(folder, 'epmd.log') });

/** Runs `rabbitmqctl` against the server with this environment; resolves to its output. */
export const rabbitmqctl = (env: Record<string, string>, ...args: string[]): Promise<string> =>
  rabbitmqTool('rabbitmqctl', env, ...args);

/** Runs one of its tools, for example `rabbitmq-upgrade`, likewise. */
export async function rabbitmqTool(
  program: string,
  env: Record<string, string>,
  ...args: string[]
): Promise<string> {
  const options = { env: { ...environment(), ...env } };
  return (await promisify(execFile)(findRabbitmq(program), args, options)).stdout;
}

/** Throws for an older version. */
export async function needVersion4(folder: string): Promise<void> {
  const version = (await rabbitmqctl({ HOME: folder }, 'version')).trim();
  if (Number.parseInt(version) >= 4) return;
  throw new Error(
    `Tests need RabbitMQ 4 or later; ${findRabbitmq('rabbitmq-server')} is ${version}. See e2e/support/README.md.`,
  );
}

/** The path of one of its programs, for other servers of the same installation; throws when it is not installed. */
export const findRabbitmq = (program: string): string => findProgram(program, ...rabbitmqFolders());
