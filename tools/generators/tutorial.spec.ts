import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../testbed/run';
import { missingLine } from '../walk/walk';
import { copyRepository, type Copy } from '../testbed/copy';

jest.setTimeout(600_000);

const page = readFileSync(join(root, 'docs/extend.md'), 'utf8');

interface Block {
  language: string;
  text: string;
  /** Of a file: shown whole, or changed. */
  file?: { path: string; shown: 'file' | 'change' };
}

const fence = /(?:<!-- (file|change): (\S+) -->\n\n)?^```(\w+)\n([^]*?)^```$/gm;
const blocks: Block[] = [...page.matchAll(fence)].map(([, shown, path, language = '', text = '']) => ({
  language,
  text,
  ...(path ? { file: { path, shown: shown as 'file' | 'change' } } : {}),
}));

let copy: Copy;
beforeAll(async () => (copy = await copyRepository('own')));
afterAll(() => copy.remove());

test('docs/extend.md works word for word, and leaves nothing but the packages that it installs', async () => {
  for (const [index, block] of blocks.entries()) await follow(block, blocks[index + 1]);
  const left = await copy.do('git diff --name-only beginning');
  expect(left.split('\n')).toEqual(['package-lock.json', 'package.json']);
});

test('the reader writes about thirty lines, and the page shows nothing that the test passes over', () => {
  expect(blocks).toHaveLength(page.split('\n```').length / 2 - 0.5);
  const own = blocks.filter(({ file }) => file && !file.path.includes('/test/'));
  const lines = own.flatMap(({ text, language }) => {
    const added = text.split('\n').filter((line) => language === 'ts' || line.startsWith('+'));
    return added.filter((line) => /\w/.test(line) && !/^\W*(import|\/\*\*)/.test(line));
  });
  expect(lines.length).toBeLessThanOrEqual(40);
});

async function follow({ language, text, file }: Block, next?: Block): Promise<void> {
  if (file?.shown === 'file') return write(file.path, text);
  if (file) return change(file.path, text);
  if (language !== 'sh') return;
  const expected = next?.language === 'text' ? next.text.split('\n').filter(Boolean) : [];
  if (text.trim() !== 'npm start') return void (await copy.do(text));
  await copy.start((printed) => {
    expect(missingLine(expected, printed)).toBeUndefined();
    return Promise.resolve();
  });
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(copy.path, path)), { recursive: true });
  writeFileSync(join(copy.path, path), text);
}

/** Applies lines as `diff` shows them: with a space, - or + before each. */
function change(path: string, diff: string): void {
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
    path,
    text.replace(side('-'), () => side('+')),
  );
}
