import { execFileSync } from 'node:child_process';
import { appendFileSync, chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyRepository, type Copy } from '../support/copy';
import { root } from '../support/run';
import { readWorkspace, type CachedTask } from './cached-tasks';

const { edges, tasks } = readWorkspace(root);
const all = Object.values(tasks);
const files = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0');
const rootOf = new Map(all.map(({ project, root: folder }) => [project, folder]));
const projectOf = (file: string) => [...rootOf].find(([, folder]) => file.startsWith(`${folder}/`))?.[0];

/** Which project imports which, read from the sources without Nx. */
function importsOf(project: string): string[] {
  const own = files.filter((file) => projectOf(file) === project && /\.[cm]?tsx?$/.test(file));
  const text = own.map((file) => readFileSync(join(root, file), 'utf8')).join('\n');
  const libraries = [...text.matchAll(/^(?:import|export|\}).* from '@courses\/([\w-]+)'/gm)].map(
    ([, name]) => name as string,
  );
  const apps = [...text.matchAll(/from '(?:\.\.\/)+(\w[\w-]*)\/src\//g)].map(([, name]) => name as string);
  return [...new Set([...libraries, ...apps])].filter((name) => name !== project && rootOf.has(name));
}

function reachedFrom(project: string, seen = new Set([project])): Set<string> {
  for (const next of importsOf(project)) if (!seen.has(next)) reachedFrom(next, seen.add(next));
  return seen;
}

const isTest = (file: string) => /\.spec\.tsx?$|^\w+\/[\w-]+\/test\//.test(file);

/** What changes what a task gives: everything of its own, and what is no test in what its project reaches. */
function mattersTo({ project, target }: CachedTask): string[] {
  const reached = reachedFrom(project);
  return files.filter((file) => {
    const owner = projectOf(file);
    if (owner === undefined || !reached.has(owner)) return false;
    return !isTest(file) || (owner === project && target !== 'build');
  });
}

const missing = ({ files: there }: CachedTask, wanted: string[]) => {
  const known = new Set(there);
  return wanted.filter((file) => !known.has(file));
};

describe('the project graph', () => {
  test.each([...rootOf.keys()])('has an edge for everything that %s imports', (project) => {
    expect(edges[project]).toEqual(expect.arrayContaining(importsOf(project)));
  });

  test.each([
    ['courses', ['auth', 'contracts', 'http-kit', 'messaging', 'mongo', 'service-kit']],
    ['enrollments', ['auth', 'contracts', 'http-kit', 'messaging', 'mongo', 'service-kit']],
    ['identity', ['auth', 'contracts', 'http-kit', 'mongo', 'service-kit']],
    ['client', ['contracts', 'http-kit', 'messaging', 'telemetry']],
    ['quickstart', ['client', 'courses', 'enrollments', 'identity', 'embedded-mongo', 'messaging']],
    ['service-kit', ['http-kit', 'messaging', 'mongo', 'telemetry']],
    ['messaging', ['contracts', 'telemetry']],
    ['http-kit', ['contracts', 'telemetry']],
    ['auth', ['contracts', 'http-kit']],
    ['nx-plugin', ['contracts']],
  ])('is as the architecture draws it: %s depends on %j', (project, on) => {
    expect(edges[project]).toEqual(expect.arrayContaining(on));
  });
});

describe('what changes the hash of each cached task:', () => {
  test.each(Object.keys(tasks))('%s: every file that it can reach', (id) => {
    const task = tasks[id] as CachedTask;
    const wanted = mattersTo(task);
    expect(wanted.length).toBeGreaterThan(0);
    expect(missing(task, wanted)).toEqual([]);
  });

  const shared = ['package.json', 'package-lock.json', 'tsconfig.base.json', 'nx.json'];
  test.each([
    ['every task', () => true, shared],
    [
      'lint',
      ({ target }: CachedTask) => target === 'lint',
      ['eslint.config.mjs', '.dependency-cruiser.json5'],
    ],
    ['test', ({ target }: CachedTask) => target === 'test', ['jest.config.cjs']],
    ['build', ({ target }: CachedTask) => target === 'build', ['tools/build-service.mjs']],
  ])('the configuration of %s', (_name, applies, wanted) => {
    const found = all.filter(applies).flatMap((task) => missing(task, wanted).map((file) => [task, file]));
    expect(all.filter(applies).length).toBeGreaterThan(0);
    expect(found).toEqual([]);
  });
});

describe('the environment:', () => {
  const ofTests = files.filter(
    (file) => /^(apps|libs|infra|bench)\//.test(file) && (isTest(file) || file.startsWith('libs/testing/')),
  );
  const read = ofTests.flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    const names = [...text.matchAll(/\benv(?:\.|\[')([A-Z_]+)\b/g)].map(([, name]) => name as string);
    return names.filter((name) => !text.includes(`${name}:`));
  });

  test.each([...new Set(read)])('%s, which tests read, goes into the hash of every test', (name) => {
    const tests = all.filter(({ target }) => target === 'test');
    expect(tests.filter(({ environment }) => !environment.includes(name))).toEqual([]);
  });
});

describe('a copy', () => {
  let copy: Copy;
  beforeAll(async () => (copy = await copyRepository('shared')));
  afterAll(() => copy.remove());

  const hashes = (env: NodeJS.ProcessEnv = {}) =>
    new Map(Object.entries(readWorkspace(copy.path, env).tasks).map(([id, { hash }]) => [id, hash]));
  const changed = (before: Map<string, string>, after: Map<string, string>) =>
    [...before.keys()].filter((id) => before.get(id) !== after.get(id)).sort();
  const ids = Object.keys(tasks).sort();

  test('without a change has the same hashes', () => {
    expect(changed(hashes(), hashes())).toEqual([]);
  });

  test('with another Node has other hashes, of every task', () => {
    const before = hashes();
    const folder = mkdtempSync(join(tmpdir(), 'courses-node-'));
    const node = join(folder, 'node');
    writeFileSync(node, '#!/bin/sh\necho v99.0.0\n');
    chmodSync(node, 0o755);
    expect(changed(before, hashes({ PATH: `${folder}:${process.env.PATH}` }))).toEqual(ids);
  });

  test('with another AMQP_URL has other hashes, of every test', () => {
    const tests = ids.filter((id) => id.endsWith(':test'));
    expect(changed(hashes({ AMQP_URL: 'one' }), hashes({ AMQP_URL: 'another' }))).toEqual(tests);
  });

  test.each([
    [
      'libs/contracts/src/user.ts',
      ['courses:build', 'client:typecheck', 'quickstart:test', 'contracts:lint'],
    ],
    ['package-lock.json', ids],
    ['eslint.config.mjs', ids.filter((id) => id.endsWith(':lint'))],
  ])('with a line more in %s has other hashes', (file, some) => {
    const before = hashes();
    appendFileSync(join(copy.path, file), '\n');
    expect(changed(before, hashes())).toEqual(expect.arrayContaining(some));
  });

  test('with an edited contract, `nx affected` names whom it concerns', async () => {
    await copy.do('git checkout -q . && echo "" >> libs/contracts/src/user.ts');
    const affected = (await copy.do('npx nx show projects --affected --base=beginning')).split('\n');
    expect(affected).toEqual(expect.arrayContaining(['courses', 'client', 'quickstart', 'messaging']));
    expect(affected).not.toContain('embedded-mongo');
  });
});
