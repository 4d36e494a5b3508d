import { join } from 'node:path';
import { FsTree } from 'nx/src/generators/tree';
import { takeServiceOut } from '../src/remove-service/remove-service';
import { writeService } from '../src/service/service';

const root = join(__dirname, '../../..');

test.each(['zebras', 'wild-zebras', 'zebra-keeping'])(
  'every place that must know of %s is found, and is as before once it is taken out',
  (name) => {
    const tree = new FsTree(root, false);
    writeService(tree, { name, description: 'What it is for.', event: 'course.published.v1' });
    expect(tree.listChanges().map(({ path }) => path)).toContain('docker/compose.yaml');
    takeServiceOut(tree, name);
    expect(tree.listChanges()).toEqual([]);
  },
);

test('a list that Prettier has broken into lines takes one more service, and gives it back', () => {
  const tree = new FsTree(root, false);
  const file = 'k8s/overlays/production/rabbitmq.yaml';
  const broken = (tree.read(file, 'utf8') ?? '').replace(
    /values:\s*\[\s*(client[^\]]*?),?\s*\]/,
    (_, list: string) => `values:\n [\n  ${list.replaceAll(', ', ',\n  ')},\n ]`,
  );
  tree.write(file, broken);
  writeService(tree, { name: 'zebras', description: 'What it is for.', event: 'course.published.v1' });
  expect(tree.read(file, 'utf8')).toMatch(/identity[^\]]*, zebras,\s*\]/);
  tree.write(file, (tree.read(file, 'utf8') ?? '').replace(', zebras', ',\n  zebras'));
  takeServiceOut(tree, 'zebras');
  expect(tree.read(file, 'utf8')).toBe(broken);
});
