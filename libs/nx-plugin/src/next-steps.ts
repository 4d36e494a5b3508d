/**
 * What a generator gives to Nx, to be called once its files are written (never in a dry run): does the rest of the work, and
 * says what the reader does next.
 */
export const thenNextSteps = (finish: () => void, steps: string[]) => (): void => {
  finish();
  process.stdout.write(`${nextSteps(steps)}\n`);
};

/** A numbered list under a heading, with an empty line before and after. */
export const nextSteps = (steps: string[]): string =>
  ['', 'Next:', ...steps.map((step, index) => `  ${index + 1}. ${step}`), ''].join('\n');

/** The last step of each generator. */
export const commitStep = (message: string): string => `git add -A && git commit -m "${message}"`;
