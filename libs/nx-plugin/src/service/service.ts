import { join } from 'node:path';
import { formatFiles, generateFiles, type Tree } from '@nx/devkit';
import { checkResult } from '../check-result';
import { checkServiceName, singular, spell } from '../names';
import { commit, withNextSteps } from '../next-steps';
import { recordContracts, recordedDocuments } from '../record-contracts';
import { UserError } from '../user-error';
import { reactionNames } from '../subscription/reaction-names';
import { checkCommitted } from '../check-committed';
import { findEvent } from '../workspace-contracts';
import { servicesFile } from '../workspace-services';
import { affectedPerson } from './affected-person';
import { checkNameAvailable } from './check-name-available';
import { register } from './registrations';

export interface ServiceOptions {
  name: string;
  /** One sentence. */
  description: string;
  /** Type of the event that it subscribes to, e.g. `course.published.v1`. */
  event: string;
}

/** `nx g service <name>`: a service that stores what one event tells, and lists it. */
export async function service(tree: Tree, options: ServiceOptions) {
  writeService(tree, options);
  await formatFiles(tree);
  checkCommitted(tree, recordedDocuments);
  checkResult(tree);
  const { name } = options;
  return withNextSteps(() => recordContracts(tree), {
    done: `${name} works: it stores each event and lists them.`,
    steps: {
      'what to change where': `apps/${name}/README.md`,
      'check it': `npx nx run-many -t lint typecheck test -p ${name}`,
      'see it run': `npm start, then /docs of ${name}`,
      commit: commit(`feat: ${name}`),
      'more of it': `npx nx g use-case <verb-noun> --service=${name}, or subscription, or event: docs/add-a-service.md`,
    },
  });
}

export function writeService(tree: Tree, { name, description, event: type }: ServiceOptions): void {
  checkServiceName(name);
  checkDescription(description);
  checkNameAvailable(tree, name);
  const values = templateValues(tree, name, description, type);
  const files = join(__dirname, 'files');
  generateFiles(tree, join(files, 'app'), `apps/${name}`, values);
  generateFiles(tree, join(files, 'contract'), 'libs/contracts/src/http', values);
  generateFiles(tree, join(files, 'manifest'), 'infra/k8s', values);
  generateFiles(tree, join(files, 'users'), 'docker/users', values);
  generateFiles(tree, join(files, 'targets'), 'infra/observability/targets', values);
  const reaction = `apps/${name}/src/use-cases/${values.reactionFile}`;
  generateFiles(tree, join(__dirname, '../subscription/files'), reaction, values);
  register(tree, spell(name), freePort(tree));
}

function templateValues(tree: Tree, name: string, description: string, type: string) {
  const event = findEvent(tree, type);
  const service = spell(name);
  const one = spell(singular(name));
  const { person, exampleData } = affectedPerson(event);
  return {
    name,
    title: service.title,
    description,
    plural: service.camel,
    Plural: service.pascal,
    noun: one.name,
    nounVar: one.camel,
    Noun: one.pascal,
    event: event.type,
    subject: event.type.split('.')[0],
    contract: event.contract,
    isCourse: event.isCourse,
    owned: person !== undefined,
    person: person ?? '',
    exampleData,
    ...reactionNames('store', event.type),
  };
}

function checkDescription(description: string): void {
  if (/^[^'"`\\<>$\n]{1,100}$/.test(description)) return;
  throw new UserError(
    'The description goes into labels and code: at most 100 characters in one line, without quotes and < > $ \\.',
    'For example: --description="What students think of a course."',
  );
}

/** One above the highest that a service of the quick start has; identity has 3003. */
function freePort(tree: Tree): number {
  const ports = [...(tree.read(servicesFile, 'utf8') ?? '').matchAll(/port: (\d+)/g)].map(([, port]) =>
    Number(port),
  );
  return Math.max(3003, ...ports) + 1;
}
