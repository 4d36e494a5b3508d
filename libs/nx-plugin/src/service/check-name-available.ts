import { visitNotIgnoredFiles, type Tree } from '@nx/devkit';
import { parse, visit, parseDocument } from 'yaml';
import { spell } from '../names';
import { UserError } from '../user-error';

const another = 'Choose another name.';

/**
 * Fails when the name of a new service is in use where the generated files would not show it: folders, paths, variables,
 * images, compose, Secrets, and what MongoDB and RabbitMQ reserve. `checkResult` finds the rest.
 */
export function checkNameAvailable(tree: Tree, name: string): void {
  checkFiles(tree, name);
  checkPathPrefix(tree, name);
  checkReservedNames(name);
  checkCompose(tree, name);
  const variables = `${spell(name).constant}_(?:URL|PORT)`;
  checkWord(tree, new RegExp(`\\b(${variables})\\b`), (word) => `The variable ${word} has another meaning`);
  checkWord(
    tree,
    new RegExp(`(?:image:|FROM) +(${name})[:@]`),
    (image) => `${image} is an image that others use`,
  );
  checkWord(
    tree,
    new RegExp(`\\b(mongodb-${name})\\b(?!-)`),
    (secret) => `${secret} is a Secret or an object in production`,
  );
}

function checkFiles(tree: Tree, name: string): void {
  const folders = [`apps/${name}`, `libs/${name}`, name];
  const files = [
    `infra/k8s/${name}-depl.yaml`,
    `docker/users/${name}.json`,
    `infra/observability/targets/${name}.yaml`,
    `libs/contracts/src/http/${name}-api.ts`,
  ];
  const path = [...folders, ...files].find((each) => tree.exists(each));
  if (!path) return;
  const remove = `Choose another name; nx g remove-service ${name} removes a service that a generator made.`;
  throw new UserError(`There is ${path} already.`, path.startsWith('apps/') ? remove : another);
}

function checkPathPrefix(tree: Tree, name: string): void {
  const folder = 'libs/contracts/src/http';
  const path = new RegExp(`path: '/v1/${name}['/]`);
  const owner = tree.children(folder).find((file) => path.test(tree.read(`${folder}/${file}`, 'utf8') ?? ''));
  if (owner)
    throw new UserError(
      `The paths under /v1/${name} belong to another service (${folder}/${owner}).`,
      another,
    );
}

/** Databases that MongoDB creates itself, and the prefix of the queues that RabbitMQ reserves. */
const ofMongo = ['admin', 'config', 'local'];
const ofRabbit = ['amq'];

function checkReservedNames(name: string): void {
  if (ofMongo.includes(name)) throw new UserError(`MongoDB has a database ${name} of its own.`, another);
  if (ofRabbit.includes(name)) throw new UserError(`RabbitMQ reserves the queues ${name}.*.`, another);
}

/** A service gets two keys and an anchor in compose. */
function checkCompose(tree: Tree, name: string): void {
  const file = 'docker/compose.yaml';
  const text = tree.read(file, 'utf8') ?? '';
  const { services } = parse(text, { merge: true }) as { services: object };
  const taken = [name, `${name}-dev`].find((key) => Object.hasOwn(services, key));
  if (taken) throw new UserError(`${file} has a service ${taken} already.`, another);
  visit(parseDocument(text), {
    Node(_, node) {
      if ('anchor' in node && node.anchor === name)
        throw new UserError(`${file} has an anchor &${name} already.`, another);
    },
  });
}

function checkWord(tree: Tree, pattern: RegExp, reason: (word: string) => string): void {
  for (const folder of ['apps', 'libs', 'docker', 'infra', 'k8s', 'tools'])
    visitNotIgnoredFiles(tree, folder, (file) => {
      if (!/(\.(tsx?|mts|[cm]?js|ya?ml|json)|Dockerfile)$/.test(file)) return;
      const found = pattern.exec(withoutComments(tree.read(file, 'utf8') ?? ''))?.[1];
      if (found) throw new UserError(`${reason(found)} (${file}).`, another);
    });
}

const withoutComments = (text: string) => text.replace(/\/\*[^]*?\*\//g, '').replace(/^\s*(\/\/|#).*$/gm, '');
