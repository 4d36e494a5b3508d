import { visitNotIgnoredFiles, type Tree } from '@nx/devkit';
import { spell } from '../names';
import { Refusal } from '../refusal';

/**
 * Fails when something has the name that a service would get, and the files that come out would not show it: folders,
 * addresses, variables, images, and what MongoDB and RabbitMQ keep for themselves. `refuseBroken` finds the rest.
 */
export function refuseTaken(tree: Tree, name: string): void {
  refuseFolder(tree, name);
  refuseFile(tree, name);
  refuseAddress(tree, name);
  refuseProgramsOwn(name);
  const words = `${spell(name).constant}_(?:URL|PORT)`;
  refuseWord(tree, new RegExp(`\\b(${words})\\b`), (word) => `The variable ${word} has another meaning`);
  refuseWord(
    tree,
    new RegExp(`(?:image:|FROM) +(${name})[:@]`),
    (image) => `${image} is an image that others use`,
  );
}

const another = 'Choose another name.';

function refuseFolder(tree: Tree, name: string): void {
  const place = [`apps/${name}`, `libs/${name}`, name].find((folder) => tree.exists(folder));
  if (place)
    throw new Refusal(
      `There is ${place} already.`,
      place.startsWith('apps/')
        ? `Choose another name; nx g remove-service ${name} takes out one that you made.`
        : another,
    );
}

function refuseFile(tree: Tree, name: string): void {
  const files = [`infra/k8s/${name}-depl.yaml`, `libs/contracts/src/http/${name}-api.ts`];
  const file = files.find((path) => tree.exists(path));
  if (file) throw new Refusal(`There is ${file} already.`, another);
}

function refuseAddress(tree: Tree, name: string): void {
  const folder = 'libs/contracts/src/http';
  const path = new RegExp(`path: '/v1/${name}['/]`);
  const owner = tree.children(folder).find((file) => path.test(tree.read(`${folder}/${file}`, 'utf8') ?? ''));
  if (owner)
    throw new Refusal(
      `The addresses under /v1/${name} belong to another service (${folder}/${owner}).`,
      another,
    );
}

/** Databases that MongoDB makes by itself, and the beginning of the queues that RabbitMQ makes. */
const ofMongo = ['admin', 'config', 'local'];
const ofRabbit = ['amq'];

function refuseProgramsOwn(name: string): void {
  if (ofMongo.includes(name)) throw new Refusal(`MongoDB has a database ${name} of its own.`, another);
  if (ofRabbit.includes(name)) throw new Refusal(`RabbitMQ keeps queues ${name}.* for itself.`, another);
}

function refuseWord(tree: Tree, pattern: RegExp, reason: (word: string) => string): void {
  for (const folder of ['apps', 'libs', 'docker', 'infra', 'k8s', 'tools'])
    visitNotIgnoredFiles(tree, folder, (file) => {
      if (!/(\.(tsx?|mts|[cm]?js|ya?ml|json)|Dockerfile)$/.test(file)) return;
      const found = pattern.exec(withoutComments(tree.read(file, 'utf8') ?? ''))?.[1];
      if (found) throw new Refusal(`${reason(found)} (${file}).`, another);
    });
}

const withoutComments = (text: string) => text.replace(/\/\*[^]*?\*\//g, '').replace(/^\s*(\/\/|#).*$/gm, '');
