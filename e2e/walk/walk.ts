import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { attempt, root } from '../support/run';

export interface Block {
  /** Its path in the repository. */
  page: string;
  commands: string;
  /** The expected output, line by line; `…` matches anything. */
  expected: string[];
  /** The reason when CI does not run it. */
  notRun?: string;
}

const fence = /(?:^> (Not run in CI: .*)\n\n)?^```sh\n([^]*?)\n```(?:\n\n```text\n([^]*?)\n```)?/gm;

/** The commands of a page of the walk or of another folder, in order. */
export function readPage(name: string, folder = 'docs/kubernetes'): Block[] {
  const page = `${folder}/${name}.md`;
  const text = readFileSync(join(root, page), 'utf8');
  return [...text.matchAll(fence)].map(([, notRun, commands = '', expected = '']) => ({
    page,
    commands,
    expected: expected.split('\n').filter(Boolean),
    ...(notRun ? { notRun } : {}),
  }));
}

const squeeze = (line: string) => line.replace(/\s+/g, ' ').trim();
const pattern = (line: string) =>
  new RegExp(
    squeeze(line)
      .split('…')
      .map((part) => part.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*'),
  );

/** The first expected line that is missing in the output, or out of order. */
export function missingLine(expected: string[], output: string): string | undefined {
  const lines = output.split('\n').map(squeeze);
  return expected.find((line) => {
    const at = lines.findIndex((candidate) => pattern(line).test(candidate));
    if (at >= 0) lines.splice(0, at + 1);
    return at < 0;
  });
}

/** Runs a block in a new shell, as a reader would, and checks its output. */
export async function walk({ page, commands, expected }: Block): Promise<void> {
  const { status, output } = await attempt('bash', ['-euc', commands]);
  const missing = missingLine(expected, output);
  if (status === 0 && missing === undefined) return;
  const wrong = status === 0 ? `does not show "${missing}"` : `ends with ${status}`;
  throw new Error(`${page} ${wrong}:\n${commands}\n---\n${output.slice(-3_000)}`);
}
