import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { containerOf, deployments, environmentOf, named, ours, root } from './manifests';
import { runScript } from './scripts';

const dockerfile = (app: string) => readFileSync(join(root, `apps/${app}/Dockerfile`), 'utf8');

/** The ENV of the last stage. */
function imageEnvironment(app: string): Record<string, string> {
  const lastStage =
    dockerfile(app)
      .split(/^FROM /m)
      .at(-1) ?? '';
  return Object.fromEntries(
    [...lastStage.matchAll(/^(?:ENV)? +([A-Z_]+)=(\S+)/gm)].map(([, name = '', value = '']) => [name, value]),
  );
}

const dockerBuild = (...args: string[]) => runScript('docker-build.mjs', args, { docker: '' });

describe.each(ours)('the image of %s', (app) => {
  test('differs from the others in names and settings only', () => {
    const common = (name: string) =>
      dockerfile(name)
        .replace(/description=".*"/, 'description')
        .replace(/ENV NODE_ENV[^]*?(?=COPY)/, '');
    expect(common(app)).toBe(common('courses').replaceAll('courses', app));
  });

  test('limits the heap by the memory of its container, not by that of the machine', () => {
    expect(dockerfile(app)).toContain(
      'ENTRYPOINT ["/nodejs/bin/node", "--max-old-space-size-percentage=50", "main.js"]',
    );
  });

  test('runs by itself with defaults that are the names in the cluster', () => {
    const cluster = environmentOf(containerOf(named(deployments, `${app}-depl`)));
    const { NODE_ENV, ...settings } = imageEnvironment(app);
    expect(NODE_ENV).toBe('production');
    for (const [name, value] of Object.entries(settings)) {
      const withoutCredentials = cluster[name]?.replace(/\/\/.*@/, '//').replace(/\?.*/, '');
      expect([name, value]).toEqual([name, withoutCredentials]);
    }
  });

  test('names the ports of its Deployment', () => {
    const { ports } = containerOf(named(deployments, `${app}-depl`));
    const numbers = ports.map(({ containerPort }) => containerPort);
    expect(dockerfile(app)).toContain(`\nEXPOSE ${numbers.join(' ')}\n`);
  });

  test('is what its Deployment asks for', () => {
    const { image } = containerOf(named(deployments, `${app}-depl`));
    expect(dockerBuild(app).calls).toEqual([`docker build -t ${image} -f apps/${app}/Dockerfile .`]);
  });
});

test('docker-build tags the image with the version given, too', () => {
  expect(dockerBuild('courses', '--tag=0.0.2').calls).toEqual([
    'docker build -t courses:latest -t courses:0.0.2 -f apps/courses/Dockerfile .',
  ]);
});

test.each([
  [[], /usage/],
  [['no-such-app'], /no-such-app has no image/],
  [['courses', '--tag=not a tag'], /"not a tag" is not a valid image tag/],
  [['courses', '--tagg=1'], /--tagg/],
  [['courses', 'client'], /usage/],
])('docker-build %j ends with a sentence, and calls no docker', (args, sentence) => {
  const { status, calls, stderr } = dockerBuild(...args);
  expect({ status, calls }).toEqual({ status: 1, calls: [] });
  expect(stderr).toMatch(sentence);
});

test('nothing that Git ignores, and no hidden file, enters a build', () => {
  const ignored = readFileSync(join(root, '.dockerignore'), 'utf8').split('\n');
  expect(ignored).toEqual(expect.arrayContaining(['.*', '**/node_modules', '**/dist']));
});
