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
  const shared = { HOME: folder, ERL_EPMD_PORT: String(names), ERL_EPMD_ADDRESS: '127.0.0.1' };
  const env = {
    ...shared,
    RABBITMQ_NODENAME: 'courses-test@localhost',
    RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
    RABBITMQ_NODE_PORT: String(port),
    RABBITMQ_DIST_PORT: String(distribution),
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-kernel inet_dist_use_interface {127,0,0,1}',
    RABBITMQ_MNESIA_BASE: join(folder, 'rabbitmq'),
    RABBITMQ_LOG_BASE: join(folder, 'rabbitmq-log'),
    RABBITMQ_GENERATED_CONFIG_DIR: join(folder, 'rabbitmq-config'),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, 'enabled_plugins'),
    RABBITMQ_PID_FILE: join(folder, 'rabbitmq.pid'),
    ERL_CRASH_DUMP: join(folder, 'rabbitmq-crash.dump'),
    RUNNING_UNDER_SYSTEMD: 'true',
  };
  // Start its port mapper (epmd) ourselves: RabbitMQ would leave the one it starts running.
  const epmd = new ServerProcess({
    program: findRabbitmq('epmd'),
    args: [],
    env: shared,
    port: names,
    log: join(folder, 'epmd.log'),
  });
  const process = new ServerProcess({
    program: findRabbitmq('rabbitmq-server'),
    args: [],
    env,
    port,
    log: join(folder, 'rabbitmq.log'),
  });
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
    url: `amqp://guest:guest@127.0.0.1:${port}`,
    process,
    env,
    ctl: (...args) => rabbitmqctl(env, ...args),
    stop,
  };
}

/** Runs `rabbitmqctl` against the server with this environment; resolves to its output. */
export async function rabbitmqctl(env: Record<string, string>, ...args: string[]): Promise<string> {
  const options = { env: { ...environment(), ...env } };
  return (await promisify(execFile)(findRabbitmq('rabbitmqctl'), args, options)).stdout;
}

async function needVersion4(folder: string): Promise<void> {
  const version = (await rabbitmqctl({ HOME: folder }, 'version')).trim();
  if (Number.parseInt(version) >= 4) return;
  throw new Error(
    `Tests need RabbitMQ 4 or later; ${findRabbitmq('rabbitmq-server')} is ${version}. See e2e/support/README.md.`,
  );
}

/** The path of one of its programs, for other servers of the same installation; throws when it is not installed. */
export const findRabbitmq = (program: string): string => findProgram(program, ...rabbitmqFolders());
