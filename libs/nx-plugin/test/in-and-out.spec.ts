import { join } from 'node:path';
import { FsTree } from 'nx/src/generators/tree';
import { takeServiceOut } from '../src/remove-service/remove-service';
import { writeService } from '../src/service/service';

const root = join(__dirname, '../../..');

test.each(['reviews', 'course-certificates', 'billing'])(
  'every place that must know of %s is found, and is as before once it is taken out',
  (name) => {
    const tree = new FsTree(root, false);
    writeService(tree, { name, description: 'What it is for.', event: 'course.published.v1' });
    expect(tree.listChanges().map(({ path }) => path)).toContain('docker/compose.yaml');
    takeServiceOut(tree, name);
    expect(tree.listChanges()).toEqual([]);
  },
);
