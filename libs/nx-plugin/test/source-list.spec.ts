import { join } from 'node:path';
import { FsTree } from 'nx/src/generators/tree';
import { addToList, addServiceProperty, removeFromList, removeServiceProperty } from '../src/source-list';

const tree = new FsTree(join(__dirname, '../../..'), false);
const services = ['courses', 'enrollments', 'identity'];
/** Prettier sees to the rest. */
const bare = (file: string) => (tree.read(file, 'utf8') ?? '').replace(/\s+/g, '').replace(/,(?=[\]}])/g, '');

test.each(services)('the routes of %s take one more, and give it back', (service) => {
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

test('a service that hears nothing yet is told what it hears, and that again no more', () => {
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

test('what a service says already is not said twice', () => {
  const add = () =>
    addServiceProperty(tree, 'apps/courses/src/app.ts', 'subscriptions', 'subscriptions()', '');
  expect(add).toThrow(/says "subscriptions: .*" already/);
});

test('a list that is not there is asked for', () => {
  const list = { file: 'apps/courses/src/config.ts', of: 'routes' };
  expect(() => addToList(tree, list, 'x', [])).toThrow(/has no list routes[^]*apps\/enrollments/);
});
