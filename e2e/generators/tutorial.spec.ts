import { copyRepository, type Copy } from '../support/copy';
import { blocksOf, follow, readPage } from './follow';

jest.setTimeout(600_000);

const page = readPage('docs/add-a-service.md');

const blocks = blocksOf(page);

let copy: Copy;
beforeAll(async () => (copy = await copyRepository('own')));
afterAll(() => copy.remove());

test('docs/add-a-service.md works word for word, and leaves nothing but the packages that it installs', async () => {
  await follow(copy, blocks);
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
