import { spawn, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { createWriteStream, existsSync, readFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { environment } from '../config';

interface ServerOptions {
  program: string;
  args: string[];
  env?: Record<string, string>;
  /** Default: 127.0.0.1. */
  address?: string;
  port: number;
  log: string;
}

/** A server process on this machine that can be killed and restarted on the same port with the same data. */
export class ServerProcess {
  private child: ChildProcess | undefined;
  private ended: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: ServerOptions) {}

  /** Resolves when it listens; after a minute it fails with the end of the log. */
  async start(): Promise<void> {
    const { program, args, env, log } = this.options;
    const stdio = ['ignore', 'pipe', 'pipe'] as const;
    const child = spawn(program, args, { env: { ...environment(), ...env }, stdio: [...stdio] });
    child.stdout?.pipe(createWriteStream(log, { flags: 'a' }));
    child.stderr?.pipe(createWriteStream(log, { flags: 'a' }));
    this.child = child;
    this.ended = new Promise((resolve) => child.once('exit', resolve).once('error', resolve));
    if (await this.listening(() => child.exitCode === null)) return;
    await this.kill();
    throw new Error(`${program} did not start:\n${readFileSync(log, 'utf8').slice(-2_000)}`);
  }

  /** Waits until it listens; false after a minute, or as soon as `isAlive` returns false. */
  async listening(isAlive = () => true): Promise<boolean> {
    const { address = '127.0.0.1', port } = this.options;
    for (const deadline = Date.now() + 60_000; Date.now() < deadline && isAlive(); await pause(50)) {
      if (await listens(address, port)) return true;
    }
    return false;
  }

  /** SIGSTOP makes the server unresponsive with its connections open, SIGCONT resumes it. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.child?.kill(signal);
  }

  /** SIGKILL, without a graceful shutdown. */
  async kill(): Promise<void> {
    this.child?.kill('SIGKILL');
    await this.ended;
  }

  /** SIGTERM, and after 15 s SIGKILL. */
  async stop(): Promise<void> {
    this.child?.kill('SIGTERM');
    const timer = setTimeout(() => this.child?.kill('SIGKILL'), 15_000);
    await this.ended;
    clearTimeout(timer);
  }
}

/** A free port of 127.0.0.1 below the ephemeral range, so that it stays free while its server is down. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 30_000);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** The path of an installed program; throws when it is not installed. */
export function findProgram(program: string, ...folders: string[]): string {
  const searched = [...folders, ...(environment().PATH ?? '').split(delimiter)];
  const found = searched.map((folder) => join(folder, program)).find((path) => existsSync(path));
  if (!found)
    throw new Error(`${program} is not installed; \`npm run test:integration\` prints how to install it.`);
  return found;
}

function listens(address: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, address);
    socket.on('connect', () => socket.end(() => resolve(true)));
    socket.on('error', () => resolve(false));
  });
}
