import { spawn, spawnSync } from 'node:child_process';
import { onCore } from './machine';

interface LoadResult {
  requests: number;
  perSecond: number;
  p99Ms: number;
}

interface LoadOptions {
  seconds: number;
  connections?: number;
  headers?: Record<string, string>;
}

/** Exits with 1 where the load generator is not installed. */
export function requireWrk(): void {
  if (!spawnSync('wrk', ['-v']).error) return;
  process.stderr.write('wrk is not installed: apt-get install wrk\n');
  process.exit(1);
}

/** Requests one URL repeatedly, from the second core. Rejects when a response is an error. */
export async function load(
  url: string,
  { seconds, connections = 50, headers = {} }: LoadOptions,
): Promise<LoadResult> {
  const headerArgs = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
  const options = ['-t1', `-c${connections}`, `-d${seconds}s`, '--latency', '--timeout', '30s'];
  const report = await output(onCore(1, ['wrk', ...options, ...headerArgs, url]));
  const errors = /Non-2xx or 3xx responses: (\d+)|Socket errors: (.*)/.exec(report);
  if (errors) throw new Error(`${url}: ${errors[0]}`);
  const requests = Number(/(\d+) requests in/.exec(report)?.[1]);
  if (!(requests > 0)) throw new Error(`${url}: no response in ${seconds} s`);
  const [, p99 = '', unit = ''] = /99%\s+([\d.]+)(us|ms|s)/.exec(report) ?? [];
  return {
    requests,
    perSecond: Number(/Requests\/sec:\s+([\d.]+)/.exec(report)?.[1]),
    p99Ms: Number(p99) * { us: 0.001, ms: 1, s: 1_000 }[unit as 'us' | 'ms' | 's'],
  };
}

function output([program = '', ...args]: string[]): Promise<string> {
  const child = spawn(program, args);
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += String(chunk)));
  child.stderr.on('data', (chunk: Buffer) => (text += String(chunk)));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve(text) : reject(new Error(text))));
  });
}
