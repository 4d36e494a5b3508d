import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatNextSteps, withNextSteps } from '../src/next-steps';

const next = { done: 'It works.', steps: { 'its test': 'npx nx test x', 'keep it': 'git commit' } };

test('prints the next steps as a table', () => {
  expect(formatNextSteps(next)).toBe(
    '\nIt works. Next:\n  its test   npx nx test x\n  keep it    git commit\n',
  );
});

test('prints the next steps after the work is done', () => {
  const happened: string[] = [];
  const write = jest
    .spyOn(process.stdout, 'write')
    .mockImplementation((text) => happened.push(String(text)) > 0);
  withNextSteps(() => happened.push('finished'), next)();
  write.mockRestore();
  expect(happened).toEqual(['finished', formatNextSteps(next)]);
});

const source = join(__dirname, '../src');
const generators = Object.keys(
  (JSON.parse(readFileSync(join(__dirname, '../generators.json'), 'utf8')) as { generators: object })
    .generators,
);

test('every generator prints its next steps', () => {
  const silent = generators.filter(
    (name) => !readFileSync(join(source, name, `${name}.ts`), 'utf8').includes('withNextSteps('),
  );
  expect(silent).toEqual([]);
});
