import { join } from 'node:path';
import { FsTree } from 'nx/src/generators/tree';
import { writeEvent } from '../src/event/event';
import { revertEvent } from '../src/remove-event/remove-event';

const root = join(__dirname, '../../..');
const written = (name: string) => {
  const tree = new FsTree(root, false);
  writeEvent(tree, { name, service: 'courses' });
  return tree;
};

test.each([
  'zebra.sent',
  'zebra.taken',
  'room2.built',
  'price.set',
  'zebra.published.v1',
  'map.drawn',
  'cake.made',
])('accepts %s, which says what happened', (name) => {
  expect(() => written(name)).not.toThrow();
});

test.each(['letter.send', 'seat.take', 'course.start', 'cake.bake', 'map.add'])(
  'rejects %s, which does not say what happened',
  (name) => {
    expect(() => written(name)).toThrow(/past tense/);
  },
);

test('a new event is a draft with an id only', () => {
  const contract = written('zebra.sent').read('libs/contracts/src/events/zebra-events.ts', 'utf8');
  expect(contract).toContain('data: z.strictObject({ id: z.uuid() }),\n  draft: true,');
});

test('a new event is not recorded', () => {
  const paths = written('zebra.sent')
    .listChanges()
    .map(({ path }) => path);
  expect(paths.filter((path) => path.includes('published/'))).toEqual([]);
});

test('removing an event restores every file', () => {
  const tree = written('zebra.sent');
  revertEvent(tree, 'zebra.sent', 'courses');
  const bare = (from: FsTree) =>
    (from.read('libs/contracts/src/events/index.ts', 'utf8') ?? '').replace(/\s+/g, '');
  const paths = tree.listChanges().map(({ path }) => path);
  expect(paths.filter((path) => path !== 'libs/contracts/src/events/index.ts')).toEqual([]);
  expect(bare(tree)).toBe(bare(new FsTree(root, false)));
});

test('removing an event removes the import that it needed', () => {
  const tree = written('account.combed');
  revertEvent(tree, 'account.combed', 'courses');
  const file = 'libs/contracts/src/events/account-events.ts';
  const bare = (from: FsTree) => (from.read(file, 'utf8') ?? '').replace(/\s+/g, '');
  expect(bare(tree)).toBe(bare(new FsTree(root, false)));
});
