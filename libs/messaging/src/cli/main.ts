import { run } from './run';

/** The command `courses-messages`; `root` is the folder of the workspace. */
export async function main(root: string): Promise<void> {
  const interruption = new AbortController();
  // A second signal ends the process at once, which loses nothing either.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interruption.abort());
  process.stdout.on('error', () => process.exit()); // the reader of the pipe has ended
  const { stdin: input, stdout: out, stderr: err } = process;
  process.exitCode = await run(process.argv.slice(2), { root, input, out, err, signal: interruption.signal });
  input.unref?.();
}
