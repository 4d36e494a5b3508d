import { join } from 'node:path';
import { FsTree } from 'nx/src/generators/tree';
import { revertUseCase } from '../src/remove-use-case/remove-use-case';
import { writeUseCase, type UseCaseOptions } from '../src/use-case/use-case';

const root = join(__dirname, '../../..');

/** Prettier sees to the rest. */
const bare = (tree: FsTree, file: string) =>
  (tree.read(file, 'utf8') ?? '').replace(/\s+/g, '').replace(/,(?=[\]}])/g, '');

function generated(options: Omit<UseCaseOptions, 'service'>) {
  const tree = new FsTree(root, false);
  writeUseCase(tree, { service: 'courses', ...options });
  const folder = `apps/courses/src/use-cases/${options.name}/${options.name}`;
  const read = (file: string) => tree.read(file, 'utf8') ?? '';
  const contract = read('libs/contracts/src/http/courses-api.ts');
  return {
    tree,
    endpoint: contract.slice(contract.lastIndexOf('export const')),
    rule: read(`${folder}.ts`),
    route: read(`${folder}.route.ts`),
    spec: read(`${folder}.spec.ts`),
    routes: read('apps/courses/src/routes.ts'),
  };
}

test('what a verb is called appears in no code: export-zebra is as good as any other', () => {
  const { route, rule, routes } = generated({ name: 'export-zebra' });
  expect(`${route}${rule}${routes}`).not.toMatch(/\bexport(?![ A-Z-])/);
  expect(routes).toContain('exportZebraRoute(auth, exportZebra())');
});

test('parameters of the path are those of the contract, and arrive in the use case with who asks', () => {
  const path = '/v1/courses/:courseId/reviews/:reviewId';
  const { endpoint, rule, route, spec } = generated({ name: 'read-review', path });
  expect(endpoint).toContain(`path: '${path}'`);
  expect(endpoint).toContain('params: z.strictObject({ courseId: z.uuid(), reviewId: z.uuid() })');
  expect(rule).toMatch(
    /interface ReadReview \{\s+courseId: string;\s+reviewId: string;[^}]+user: User;\s+\}/,
  );
  expect(route).toContain('async ({ params, user }) => ({ body: await handle({ ...params, user }) })');
  expect(spec).toContain('randomUUID()');
});

test('without options it is a draft for those who are signed in', () => {
  const { endpoint, spec } = generated({ name: 'brush-course' });
  expect(endpoint).toContain('access: requireUser,');
  expect(endpoint).toContain('draft: true,');
  expect(endpoint).toContain('body: z.strictObject({}).optional(),');
  expect(spec).toContain('expect(401)');
});

test('--public is for anybody, and its test shows that', () => {
  const { endpoint, rule, route, spec, routes } = generated({ name: 'read-figures', public: true });
  expect(endpoint).not.toContain('access');
  expect(`${rule}${route}`).not.toMatch(/user|auth/i);
  expect(routes).toContain('readFiguresRoute(readFigures())');
  expect(spec).toContain("set('authorization', 'Bearer of-nobody').expect(success.status)");
});

test('--method goes before the verb', () => {
  const { endpoint } = generated({ name: 'brush-course', method: 'put' });
  expect(endpoint).toContain("method: 'put'");
});

test.each(['require-role', 'by-course', 'page-query', 'create-course-route'])(
  'a name that a file has already is refused: %s',
  (name) => {
    expect(() => generated({ name })).toThrow(/has something called \w+ already/);
  },
);

test('removing a use case removes the imports that it needed', () => {
  const { tree } = generated({ name: 'brush-course' });
  revertUseCase(tree, 'brush-course', 'courses');
  const files = ['libs/contracts/src/http/courses-api.ts', 'apps/courses/src/routes.ts'];
  for (const file of files) expect(bare(tree, file)).toBe(bare(new FsTree(root, false), file));
});

test('does not remove a use case that no generator made', () => {
  const removal = () => revertUseCase(new FsTree(root, false), 'enroll-student', 'enrollments');
  expect(removal).toThrow(/has no endpoint enrollStudent/);
});

test('does not remove an endpoint that is published', () => {
  const { tree } = generated({ name: 'brush-course' });
  const file = 'libs/contracts/published/http/courses.json';
  const recorded = JSON.parse(tree.read(file, 'utf8') ?? '') as { endpoints: object };
  const endpoints = { ...recorded.endpoints, 'POST /v1/courses/:courseId/brush': {} };
  tree.write(file, JSON.stringify({ ...recorded, endpoints }));
  expect(() => revertUseCase(tree, 'brush-course', 'courses')).toThrow(
    /Others may call POST \/v1\/courses\/:courseId\/brush: .*courses\.json/,
  );
});
