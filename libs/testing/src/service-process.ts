import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { environment } from './config';

const root = join(__dirname, '../../..');

/** A service as it runs in production: its own process, started from its bundle. */
export interface ServiceProcess {
  url: string;
  /** SIGKILL: it gets no chance to finish anything. */
  kill(): Promise<void>;
  /** SIGTERM; gives the exit code. */
  stop(): Promise<number | null>;
}

/** Builds what `startProcess` and `startQuickstart` run. */
export function buildBundles(...apps: string[]): void {
  execFileSync('npx', ['nx', 'run-many', '-t', 'build', '-p', ...apps], { cwd: root, stdio: 'ignore' });
}

/** Starts the bundle on a free port and waits until it listens. */
export async function startProcess(app: string, env: Record<string, string>): Promise<ServiceProcess> {
  const child = spawn(process.execPath, [join(root, `dist/apps/${app}/main.js`)], {
    env: { ...environment(), PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  const url = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      const entry = JSON.parse(line) as { msg: string; url?: string };
      if (entry.msg === 'listening' && entry.url) resolve(entry.url);
    });
    child.once('exit', (code) => reject(new Error(`${app} ended with ${code} before it listened`)));
  });
  return {
    url,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}
