import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '@courses/testing';
import { onCore } from './machine';

export interface Server {
  url: string;
  pid: number;
  /** Milliseconds from the start of the process until it accepts requests. */
  listeningAfterMs: number;
  stop(): Promise<void>;
}

/**
 * Starts a server on a free port and the first core, or the one given, with its log in a file, as a container runtime does. A command
 * that does not read PORT is a function of it.
 */
export async function startServer(
  command: string[] | ((port: number) => string[]),
  env: Record<string, string | undefined>,
  logFile: string,
  core = 0,
): Promise<Server> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const words = typeof command === 'function' ? command(port) : command;
  const [program = '', ...args] = onCore(core, words);
  const log = openSync(logFile, 'w');
  const begin = performance.now();
  const child = spawn(program, args, {
    env: { ...env, PORT: String(port), METRICS_PORT: '0' },
    stdio: ['ignore', log, 'inherit'],
  });
  closeSync(log);
  const ended = once(child, 'exit');
  while (!(await acceptsRequests(url))) {
    if (child.exitCode !== null) throw new Error(`${words.join(' ')} exited with ${child.exitCode}`);
    await pause(5);
  }
  return {
    url,
    pid: child.pid as number,
    listeningAfterMs: performance.now() - begin,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Stops each in turn, and every one even when another cannot be stopped. */
export async function stopAll(servers: readonly Pick<Server, 'stop'>[]): Promise<void> {
  const fail = (error: unknown) => process.stderr.write(`${String(error)}\n`);
  for (const server of servers) await server.stop().catch(fail);
}

const acceptsRequests = (url: string): Promise<boolean> =>
  fetch(`${url}/health/live`).then(
    () => true,
    () => false,
  );
