import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

type Nodes = [string, { projects: Record<string, { targets: Record<string, object> }> }][];
const { createNodesV2 } = jest.requireActual<{ createNodesV2: [string, (files: string[]) => Nodes] }>(
  '../plugin.cjs',
);

/** The targets of the one project among these files. */
function targetsOf(root: string, files: string[], elsewhere: string[] = []): string[] {
  const paths = ['project.json', ...files].map((file) => `${root}/${file}`);
  const [node] = createNodesV2[1]([...paths, ...elsewhere]);
  return Object.keys(node?.[1].projects[root]?.targets ?? {}).sort();
}

const code = ['tsconfig.json', 'src/main.ts'];

test.each([
  [
    'a service',
    'apps/reviews',
    [...code, 'Dockerfile', 'test/reviews.spec.ts'],
    'build docker-build docker-push lint rollout serve test typecheck',
  ],
  ['an app without an image', 'apps/desk', code, 'build lint typecheck'],
  ['a library', 'libs/thing', ['tsconfig.json', 'src/thing.spec.ts'], 'lint test typecheck'],
  ['a library without tests', 'libs/thing', ['tsconfig.json'], 'lint typecheck'],
  [
    'a folder with suites of their own',
    'chaos',
    ['tsconfig.json', 'scenarios/chaos.spec.ts'],
    'lint typecheck',
  ],
])('%s has the targets that its files bring', (_what, root, files, targets) => {
  expect(targetsOf(root, files, ['infra/k8s/reviews-depl.yaml']).join(' ')).toBe(targets);
});

test('an app without a manifest is not rolled out, whatever others have', () => {
  expect(targetsOf('apps/reviews', ['Dockerfile'], ['infra/k8s/courses-depl.yaml'])).not.toContain('rollout');
});

test('project.json of an app says no more than what is special: 18 lines at most', () => {
  const apps = join(__dirname, '../../../apps');
  for (const app of readdirSync(apps)) {
    const lines = readFileSync(join(apps, app, 'project.json'), 'utf8')
      .trim()
      .split('\n');
    expect([app, lines.length <= 18]).toEqual([app, true]);
  }
});
