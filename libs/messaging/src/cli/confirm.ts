import { createInterface } from 'node:readline';

/** Asks a yes/no question; no answer, and an interruption, count as no. */
export function confirm(
  question: string,
  signal: AbortSignal,
  { input, output }: { input: NodeJS.ReadStream; output: NodeJS.WriteStream },
): Promise<boolean> {
  // Not as a terminal of its own, so that Ctrl-C stays a signal to the process.
  const lines = createInterface({ input, output, terminal: false });
  return new Promise<boolean>((resolve) => {
    lines.question(question, (answer) => resolve(/^y(es)?$/i.test(answer.trim())));
    lines.once('close', () => resolve(false));
    signal.addEventListener('abort', () => resolve(false), { once: true });
  }).finally(() => lines.close());
}
