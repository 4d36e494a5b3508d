import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Copy } from '../support/copy';
import { root } from '../support/run';
import { missingLine } from '../walk/walk';

/** A piece of a page that a reader types. */
export interface Block {
  language: string;
  text: string;
  /** Of a file: shown whole, or changed. */
  file?: { path: string; shown: 'file' | 'change' };
}

const fence = /(?:<!-- (file|change): (\S+) -->\n\n)?^```(\w+)\n([^]*?)^```$/gm;

export const readPage = (page: string): string => readFileSync(join(root, page), 'utf8');

export const blocksOf = (text: string): Block[] =>
  [...text.matchAll(fence)].map(([, shown, path, language = '', code = '']) => ({
    language,
    text: code,
    ...(path ? { file: { path, shown: shown as 'file' | 'change' } } : {}),
  }));

/** Does in the copy what a reader of the blocks does. Fails where a command fails, or a change finds no place. */
export async function follow(copy: Copy, blocks: Block[]): Promise<void> {
  for (const [index, block] of blocks.entries()) await followOne(copy, block, blocks[index + 1]);
}

async function followOne(copy: Copy, { language, text, file }: Block, next?: Block): Promise<void> {
  if (file?.shown === 'file') return write(copy, file.path, text);
  if (file) return change(copy, file.path, text);
  if (language !== 'sh') return;
  const expected = next?.language === 'text' ? next.text.split('\n').filter(Boolean) : [];
  if (text.trim() !== 'npm start') return void (await copy.do(text));
  await copy.start((printed) => {
    expect(missingLine(expected, printed)).toBeUndefined();
    return Promise.resolve();
  });
}

function write(copy: Copy, path: string, text: string): void {
  mkdirSync(dirname(join(copy.path, path)), { recursive: true });
  writeFileSync(join(copy.path, path), text);
}

/** Applies lines as `diff` shows them: with a space, - or + before each. */
function change(copy: Copy, path: string, diff: string): void {
  const side = (sign: string) =>
    diff
      .split('\n')
      .filter((line) => line.startsWith(' ') || line.startsWith(sign))
      .map((line) => line.slice(1))
      .join('\n');
  const text = readFileSync(join(copy.path, path), 'utf8');
  if (text.split(side('-')).length !== 2)
    throw new Error(`${path} has not these lines once:\n${side('-')}\n---\n${text}`);
  write(
    copy,
    path,
    text.replace(side('-'), () => side('+')),
  );
}
