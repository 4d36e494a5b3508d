import { spawn } from 'node:child_process';
import { join } from 'node:path';

export const root = join(__dirname, '../..');

export interface Outcome {
  status: number | null;
  /** Standard output and error, interleaved. */
  output: string;
  stdout: string;
}

/** Runs a program in the root of the repository. */
export function attempt(command: string, args: string[], input?: Uint8Array | string): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, env: process.env, stdio: ['pipe', 'pipe', 'pipe'] });
    let output = '';
    let stdout = '';
    child.stdout.on('data', (chunk) => {
      output += String(chunk);
      stdout += String(chunk);
    });
    child.stderr.on('data', (chunk) => (output += String(chunk)));
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, output: output.trim(), stdout: stdout.trim() }));
    child.stdin.end(input);
  });
}

/** Runs a program and returns its standard output; fails with the end of its output when the exit code is not 0. */
export async function run(command: string, ...args: string[]): Promise<string> {
  const { status, output, stdout } = await attempt(command, args);
  if (status !== 0)
    throw new Error(`${command} ${args.join(' ')} exited with ${status}:\n${output.slice(-4_000)}`);
  return stdout;
}
