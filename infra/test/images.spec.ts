import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { containerOf, deployments, environmentOf, named, ours, root } from './manifests';

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

/** Runs docker-build with a docker that only writes down how it was called. */
function dockerBuild(...args: string[]) {
  const bin = mkdtempSync(join(tmpdir(), 'docker-'));
  try {
    writeFileSync(join(bin, 'docker'), '#!/bin/sh\necho "called: $*"\n', { mode: 0o755 });
    const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` };
    const script = join(root, 'tools/docker-build.mjs');
    const run = spawnSync(process.execPath, [script, ...args], { cwd: root, env, encoding: 'utf8' });
    return { status: run.status, called: /called: (.*)/.exec(run.stdout)?.[1], stderr: run.stderr };
  } finally {
    rmSync(bin, { recursive: true });
  }
}

describe.each(ours)('the image of %s', (app) => {
  test('differs from the others in names and settings only', () => {
    const common = (name: string) =>
      dockerfile(name)
        .replaceAll(name, '<app>')
        .replace(/description=".*"/, 'description')
        .replace(/ENV NODE_ENV[^]*?(?=COPY)/, '');
    expect(common(app)).toBe(common('courses'));
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

  test('is what its Deployment asks for', () => {
    const { image } = containerOf(named(deployments, `${app}-depl`));
    expect(dockerBuild(app).called).toBe(`build -t ${image} -f apps/${app}/Dockerfile .`);
  });
});

test('docker-build tags the image with the version given, too', () => {
  expect(dockerBuild('courses', '--tag=0.0.2').called).toContain('-t courses:latest -t courses:0.0.2 ');
});

test.each([
  [[], /usage/],
  [['no-such-app'], /no-such-app has no image/],
  [['courses', '--tag=not a tag'], /"not a tag" is not a valid image tag/],
  [['courses', '--tagg=1'], /--tagg/],
])('docker-build %j ends with a sentence, and calls no docker', (args, sentence) => {
  const { status, called, stderr } = dockerBuild(...args);
  expect({ status, called }).toEqual({ status: 1, called: undefined });
  expect(stderr).toMatch(sentence);
});

test('nothing that Git ignores, and no hidden file, enters a build', () => {
  const ignored = readFileSync(join(root, '.dockerignore'), 'utf8').split('\n');
  expect(ignored).toEqual(expect.arrayContaining(['.*', '**/node_modules', '**/dist']));
});
