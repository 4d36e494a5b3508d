import { copyRepository, type Copy } from '../support/copy';
import { blocksOf, follow, readPage } from './follow';

jest.setTimeout(600_000);

/** In an order that works: all that follow `page` go on with the service that it makes. */
const guides = ['field', 'page', 'public-route', 'paging', 'problem-code'];

let copy: Copy;
beforeAll(async () => (copy = await copyRepository('shared')));
afterAll(() => copy.remove());

test.each(guides)('docs/guides/%s.md works word for word', async (guide) => {
  await follow(copy, blocksOf(readPage(`docs/guides/${guide}.md`)));
  expect(await copy.do('git status --porcelain')).toBe('');
});

test('what they leave is formatted', async () => {
  await copy.do('git diff --name-only beginning | xargs npx prettier --check --ignore-unknown');
});
