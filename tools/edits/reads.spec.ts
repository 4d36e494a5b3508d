import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyRepository, type Copy } from '../testbed/copy';
import { readWorkspace } from './cached-tasks';

jest.setTimeout(1_200_000);

let copy: Copy;
const folder = mkdtempSync(join(tmpdir(), 'courses-reads-'));
beforeAll(async () => {
  copy = await copyRepository('shared');
  const hook = join(copy.path, 'tools/edits/record-reads.cjs');
  await copy.do(
    `export READS='${folder}' NODE_OPTIONS="--require '${hook}'"; npx nx run-many -t lint typecheck test build`,
  );
});
afterAll(() => {
  copy.remove();
  rmSync(folder, { recursive: true });
});

test('no task opens a file that does not go into its hash', async () => {
  const tracked = new Set((await copy.do('git ls-files')).split('\n'));
  const { tasks } = readWorkspace(copy.path);
  const read = Object.values(tasks).map(({ project, target, files }) => {
    const name = `${project}-${target}`;
    const opened = readdirSync(folder).includes(name) ? readFileSync(join(folder, name), 'utf8') : '';
    const known = new Set(files);
    const own = opened.split('\n').filter((file) => tracked.has(file));
    return { name, own, unknown: own.filter((file) => !known.has(file)) };
  });
  expect(read.filter(({ own }) => own.length === 0).map(({ name }) => name)).toEqual([]);
  const found = read.filter(({ unknown }) => unknown.length > 0);
  expect(found.map(({ name, unknown }) => [name, unknown])).toEqual([]);
});
