import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { environment } from './config';

const root = join(__dirname, '../../..');

/** A service as in production: its own process, started from its bundle. */
export interface ServiceProcess {
  url: string;
  /** URL of its metrics. */
  metrics: string;
  pid: number;
  /** Its log entries, oldest first. */
  log: Record<string, unknown>[];
  /** Its standard error; normally empty. */
  errors(): string;
  /** Sends an IPC message, which a preloaded module may handle, and resolves to the reply. */
  request(message: unknown): Promise<unknown>;
  /** SIGKILL, without a graceful shutdown. */
  kill(): Promise<void>;
  /** Resolves to the exit code. After SIGTERM a server waits until load balancers have noticed; default SIGINT. */
  stop(signal?: 'SIGINT' | 'SIGTERM'): Promise<number | null>;
}

interface ProcessOptions {
  /** Folder of the bundle. Default `dist/apps/<app>`. */
  folder?: string;
  /** Node options. */
  nodeArgs?: string[];
}

/** Builds the bundles that `startProcess` and `startQuickstart` run. */
export function buildBundles(...apps: string[]): void {
  const nx = require.resolve('nx/bin/nx.js');
  execFileSync(process.execPath, [nx, 'run-many', '-t', 'build', '-p', ...apps], {
    cwd: root,
    stdio: 'ignore',
  });
}

/** Starts the bundle on a free port and waits until it listens. */
export async function startProcess(
  app: string,
  env: Record<string, string>,
  { folder = join(root, 'dist/apps', app), nodeArgs = [] }: ProcessOptions = {},
): Promise<ServiceProcess> {
  const child = spawn(process.execPath, [...nodeArgs, join(folder, 'main.js')], {
    env: { ...environment(), PORT: '0', METRICS_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => (errors += String(chunk)));
  const log: Record<string, unknown>[] = [];
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  const { url, metrics } = await new Promise<{ url: string; metrics: string }>((resolve, reject) => {
    createInterface(child.stdout as NodeJS.ReadableStream).on('line', (line) => {
      const entry = JSON.parse(line) as { msg: string; url: string; metrics: string };
      log.push(entry);
      if (entry.msg === 'listening') resolve(entry);
    });
    child.once('close', (code) =>
      reject(new Error(`${app} ended with ${code} before it listened:\n${errors}`)),
    );
  });
  return {
    url,
    metrics,
    pid: child.pid as number,
    log,
    errors: () => errors,
    async request(message) {
      const reply = once(child, 'message');
      child.send(message as object);
      return ((await reply) as [unknown])[0];
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    stop(signal = 'SIGINT') {
      child.kill(signal);
      return ended;
    },
  };
}
