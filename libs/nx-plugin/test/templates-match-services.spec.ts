import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateFiles } from '@nx/devkit';
import { createTree } from '@nx/devkit/testing';
import { spell } from '../src/names';

const root = join(__dirname, '../../..');
const files = join(__dirname, '../src/service/files');

/** What the generator writes today for a service of this name. */
function generated(name: string) {
  const { title, camel, pascal } = spell(name);
  const names = { plural: camel, Plural: pascal, noun: name, nounVar: camel, Noun: pascal };
  const event = {
    event: '',
    subject: '',
    contract: 'c',
    isCourse: false,
    exampleData: '{}',
    owned: true,
    person: '',
  };
  const reaction = { reactionFile: 'r', reaction: 'r', verb: 'r' };
  const tree = createTree();
  const values = { name, title, description: '', ...names, ...event, ...reaction };
  generateFiles(tree, join(files, 'app'), `apps/${name}`, values);
  generateFiles(tree, join(files, 'manifest'), 'infra/k8s', values);
  generateFiles(tree, join(files, 'targets'), 'infra/observability/targets', values);
  return (path: string) => tree.read(path, 'utf8') ?? '';
}

/** Words and measured amounts are each service's own. */
const comparable = (text: string) =>
  text
    .replace(/^ *#.*\n/gm, '')
    .replace(/description=".*"/, '')
    .replace(/(requests|limits): .*/g, '$1');

const existing = (path: string) => comparable(readFileSync(join(root, path), 'utf8'));

describe.each(['courses', 'enrollments'])('%s would come out the same today:', (name) => {
  const read = generated(name);
  // enrollments has a command beside the service.
  const main = name === 'enrollments' ? [] : ['src/main.ts'];

  test.each(['Dockerfile', 'project.json', 'tsconfig.json', 'src/config.ts', ...main])('%s', (file) => {
    const path = `apps/${name}/${file}`;
    expect(comparable(read(path))).toBe(existing(path));
  });

  test('its manifest', () => {
    const path = `infra/k8s/${name}-depl.yaml`;
    expect(comparable(read(path))).toBe(existing(path));
  });
});

test.each(['courses', 'enrollments', 'identity'])('%s is scraped as a new service is', (name) => {
  const path = `infra/observability/targets/${name}.yaml`;
  expect(generated(name)(path)).toBe(existing(path));
});

describe('identity, which has settings of its own, shares', () => {
  const read = generated('identity');

  test.each(['project.json', 'tsconfig.json'])('%s', (file) => {
    expect(read(`apps/identity/${file}`)).toBe(existing(`apps/identity/${file}`));
  });

  test('every line of its image but the settings', () => {
    const common = (text: string) => comparable(text).replace(/^ENV NODE_ENV[^]*?(?=COPY)/m, '');
    expect(common(read('apps/identity/Dockerfile'))).toBe(common(existing('apps/identity/Dockerfile')));
  });

  test('its account, Service, disruption budget and autoscaler', () => {
    const documents = (text: string) => comparable(text).split(/^---$/m);
    const kinds = ['ServiceAccount', 'Service', 'PodDisruptionBudget', 'HorizontalPodAutoscaler'];
    const ofKind = (text: string, kind: string) =>
      documents(text)
        .find((document) => document.includes(`kind: ${kind}\n`))
        ?.trim();
    const path = 'infra/k8s/identity-depl.yaml';
    for (const kind of kinds) {
      expect(ofKind(read(path), kind)).toBeDefined();
      expect(ofKind(read(path), kind)).toBe(ofKind(existing(path), kind));
    }
  });
});
