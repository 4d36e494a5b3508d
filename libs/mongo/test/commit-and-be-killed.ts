import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../../..');
const source = join(__dirname, 'programs/commit.ts');

/** Another process stores an event within a trace, and gets SIGKILL before it publishes it. Returns the span of its caller. */
export async function commitAndBeKilled(uri: string): Promise<{ traceId: string; spanId: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'commit-'));
  const outfile = join(folder, 'commit.js');
  const options = ['--bundle', '--platform=node', '--log-level=error', `--outfile=${outfile}`];
  execFileSync(join(root, 'node_modules/.bin/esbuild'), [source, ...options], { cwd: root });
  const child = spawn(process.execPath, [outfile, uri], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [printed] = (await once(child.stdout, 'data')) as [Buffer];
  child.kill('SIGKILL');
  await once(child, 'exit');
  rmSync(folder, { recursive: true });
  return JSON.parse(printed.toString()) as { traceId: string; spanId: string };
}
