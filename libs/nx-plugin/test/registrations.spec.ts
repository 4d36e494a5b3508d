import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FsTree } from 'nx/src/generators/tree';
import { revertService } from '../src/remove-service/remove-service';
import { yamlPlace } from '../src/yaml-place';
import { writeService } from '../src/service/service';

const root = join(__dirname, '../../..');

test.each(['zebras', 'wild-zebras', 'zebra-keeping'])(
  'the insertions for %s find their places, and reverting them restores every file',
  (name) => {
    const tree = new FsTree(root, false);
    writeService(tree, { name, description: 'What it is for.', event: 'course.published.v1' });
    expect(tree.listChanges().map(({ path }) => path)).toContain('docker/compose.yaml');
    revertService(tree, name);
    expect(tree.listChanges()).toEqual([]);
  },
);

test('a new service changes at most 8 existing files, with at most 10 insertions', () => {
  const tree = new FsTree(root, false);
  writeService(tree, { name: 'zebras', description: 'What it is for.', event: 'course.published.v1' });
  const changed = tree.listChanges().filter(({ type }) => type === 'UPDATE');
  expect(changed.length).toBeLessThanOrEqual(8);
  const insertions = changed.map(({ path, content }) => insertionsInto(before(path), String(content)));
  expect(insertions.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(10);
});

const before = (path: string) => readFileSync(join(root, path), 'utf8');

/** Runs of lines that are new; fails where a line is gone. */
function insertionsInto(old: string, now: string): number {
  const left = old.split('\n');
  let count = 0;
  let isInside = false;
  for (const line of now.split('\n')) {
    const isOld = line === left[0];
    if (isOld) left.shift();
    else if (!isInside) count += 1;
    isInside = !isOld;
  }
  expect(left).toEqual([]);
  return count;
}

test.each([
  ['the first of a list', ['on', 'list'], undefined, '    # first\n    - a\n'],
  ['a named item', ['on', 'list'], 'b', '    - b\n'],
  ['a key of a map', ['on'], 'more', '  more: 1\n'],
  ['an item in JSON', ['on', 'file.json', 'users'], undefined, '        { "name": "x" },\n'],
])('the place in front of %s is found', (_what, path, item, expected) => {
  const yaml = `on:
  list:
    # first
    - a
    - b
  file.json: |
    {
      "users": [
        { "name": "x" },
        { "name": "y" }
      ]
    }
  more: 1
`;
  expect(yaml.slice(yamlPlace(path, item)(yaml))).toMatch(
    new RegExp(`^${expected.replace(/[{}]/g, '\\$&')}`),
  );
});

test('a place that is gone is an error of the user, and nothing is written', () => {
  const tree = new FsTree(root, false);
  tree.write('skaffold.yaml', 'build: {}\n');
  const write = () =>
    writeService(tree, { name: 'zebras', description: 'What it is for.', event: 'course.published.v1' });
  expect(write).toThrow(/skaffold\.yaml has no place for this any more: - image: zebras/);
});
