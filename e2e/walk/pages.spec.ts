import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { root } from '../support/run';
import { missingLine, readPage } from './walk';

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const pages = readdirSync(join(root, 'docs/kubernetes'))
  .filter((file) => file.endsWith('.md') && file !== 'README.md')
  .map((file) => file.replace('.md', ''));
const blocks = pages.flatMap((page) => readPage(page));

interface Manifest {
  kind: string;
  metadata: { name: string };
  spec?: { template?: { spec: { containers: { image: string }[] } } };
}
const manifests = readdirSync(join(root, 'infra/k8s'))
  .filter((file) => file.endsWith('.yaml'))
  .flatMap((file) => parseAllDocuments(read(`infra/k8s/${file}`)).map((each) => each.toJS() as Manifest));
const names = manifests.map(({ metadata }) => metadata.name);
const images = manifests.flatMap(
  ({ spec }) => spec?.template?.spec.containers.map(({ image }) => image) ?? [],
);
const apps = images.filter((image) => image.endsWith(':latest')).map((image) => image.replace(':latest', ''));

test('has a page for every concept, linked from the first page', () => {
  const concepts =
    'image container compose registry cluster pod deployment rollout nodeport clusterip loadbalancer rabbitmq mongodb clean-up';
  expect(pages.sort()).toEqual(concepts.split(' ').sort());
  for (const page of pages) expect(read('docs/kubernetes/README.md')).toContain(`(${page}.md)`);
});

test.each(pages)('%s explains what to run, what to try and what breaks, on one screen', (page) => {
  const text = read(`docs/kubernetes/${page}.md`);
  for (const heading of ['\n## Run\n', '\n## Try\n', '\n## What breaks\n']) expect(text).toContain(heading);
  expect(text.split('\n').length).toBeLessThanOrEqual(75);
});

test.each(pages)('every code block of %s is part of the walk, and every linked file exists', (page) => {
  const text = read(`docs/kubernetes/${page}.md`);
  expect(readPage(page)).toHaveLength(text.split('```sh').length - 1);
  const outputs = readPage(page).filter(({ expected }) => expected.length > 0);
  expect(outputs).toHaveLength(text.split('```text').length - 1);
  for (const [, path = ''] of text.matchAll(/\]\(([^)#]+)\)/g))
    expect([path, existsSync(join(root, 'docs/kubernetes', path))]).toEqual([path, true]);
});

test.each(blocks.map((block) => [block.commands.split('\n')[0], block] as const))(
  'names in "%s" exist',
  (_first, { commands }) => {
    for (const [path] of commands.matchAll(/(?:infra|docs|apps|k8s)\/[\w./-]*\w/g))
      expect([path, existsSync(join(root, path))]).toEqual([path, true]);
    for (const [name] of commands.matchAll(/\b[a-z]+-(?:depl|srv|pvc|clusterip-srv|secret)\b(?!\.yaml)/g))
      expect(names).toContain(name);
    for (const [, app = '', target = ''] of commands.matchAll(/nx run (\w+):([\w-]+)/g)) {
      expect(apps).toContain(app);
      const scripts = [`tools/${target}.mjs`, `tools/deploy/${target}.mjs`];
      expect(scripts.filter((path) => existsSync(join(root, path)))).toHaveLength(1);
    }
    for (const [, script = ''] of commands.matchAll(/npm run (?:--silent )?([\w:-]+)/g))
      expect(JSON.parse(read('package.json'))).toHaveProperty(['scripts', script]);
  },
);

test('pages that load or remove images list those of every app', () => {
  for (const { commands } of blocks.filter((block) =>
    /(load|rm) \w*-?\w* ?courses:latest e/.test(block.commands),
  ))
    for (const app of apps) expect(commands).toContain(`${app}:latest`);
});

test('the pod without a Deployment has the container of the Deployment', () => {
  interface Pod {
    spec: { containers: [{ image: string; securityContext: object; env: object[] }] };
  }
  const { spec } = parseAllDocuments(read('docs/kubernetes/courses-pod.yaml'))[0]?.toJS() as Pod;
  const depl = manifests.find(
    ({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'courses-depl',
  );
  const [container] = depl?.spec?.template?.spec.containers as unknown as Pod['spec']['containers'];
  expect(spec.containers[0]).toMatchObject({
    image: container.image,
    securityContext: container.securityContext,
  });
});

test('rejects output in which an expected line is missing or out of order', () => {
  expect(missingLine(['a … c', '…', 'd'], 'a   b  c\nx\nd')).toBeUndefined();
  expect(missingLine(['d', 'a'], 'a\nd')).toBe('a');
  expect(missingLine(['exit code 1'], '')).toBe('exit code 1');
});
