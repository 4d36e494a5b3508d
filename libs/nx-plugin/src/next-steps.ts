/** What is there now, and what the reader does next: a few words, and the file or command that they need. */
export interface NextSteps {
  done: string;
  steps: Record<string, string>;
}

/**
 * What a generator gives to Nx, to be called once its files are written (never in a dry run): does the rest of the work, and
 * says what is next.
 */
export const withNextSteps = (finish: () => void, next: NextSteps) => (): void => {
  finish();
  process.stdout.write(formatNextSteps(next));
};

/** A sentence and a table of two columns, between empty lines. */
export function formatNextSteps({ done, steps }: NextSteps): string {
  const width = Math.max(...Object.keys(steps).map((label) => label.length));
  const lines = Object.entries(steps).map(([label, text]) => `  ${label.padEnd(width)}   ${text}`);
  return ['', `${done} Next:`, ...lines, ''].join('\n');
}

/** The command that keeps what was made. */
export const commit = (message: string): string => `git add -A && git commit -m "${message}"`;
