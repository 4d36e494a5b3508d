import { join } from 'node:path';
import { FsTree } from 'nx/src/generators/tree';
import { addToList, addServiceProperty, removeFromList, removeServiceProperty } from '../src/source-list';

const tree = new FsTree(join(__dirname, '../../..'), false);
const services = ['courses', 'enrollments', 'identity'];
/** Prettier sees to the rest. */
const bare = (file: string) => (tree.read(file, 'utf8') ?? '').replace(/\s+/g, '').replace(/,(?=[\]}])/g, '');

test.each(services)('adds a route to the list of %s, and removes it again', (service) => {
  const list = { file: `apps/${service}/src/routes.ts`, of: 'routes' };
  const before = bare(list.file);
  addToList(tree, list, 'rateItRoute(auth, rateIt())', [
    "import { rateIt } from './use-cases/rate-it/rate-it';",
    "import { rateItRoute } from './use-cases/rate-it/rate-it.route';",
  ]);
  expect(bare(list.file)).toContain('rateItRoute(auth,rateIt())]');
  expect(removeFromList(tree, list, './use-cases/rate-it')).toBe(false);
  expect(bare(list.file)).toBe(before);
});

test('adds subscriptions to a service that has none, and removes them again', () => {
  const file = 'apps/zebras/src/app.ts';
  tree.write(
    file,
    "import { createService } from '@courses/service-kit';\n\ncreateService(base, { title: '' });\n",
  );
  const before = bare(file);
  const importLine = "import { subscriptions } from './subscriptions';";
  addServiceProperty(tree, file, 'subscriptions', 'subscriptions()', importLine);
  expect(bare(file)).toContain('subscriptions:subscriptions()}');
  removeServiceProperty(tree, file, 'subscriptions', './subscriptions');
  expect(bare(file)).toBe(before);
});

test('rejects a property that a service has already', () => {
  const add = () =>
    addServiceProperty(tree, 'apps/courses/src/app.ts', 'subscriptions', 'subscriptions()', '');
  expect(add).toThrow(/has "subscriptions: .*" already/);
});

test('fails for a file without the list', () => {
  const list = { file: 'apps/courses/src/config.ts', of: 'routes' };
  expect(() => addToList(tree, list, 'x', [])).toThrow(/has no list routes[^]*apps\/enrollments/);
});
