import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { visitNotIgnoredFiles, type Tree } from '@nx/devkit';
import { duplicatesIn, objectsIn, repeated } from './duplicates';
import { UserError } from './user-error';
import { newTypeErrors } from './typecheck';
import { ignoredFiles } from './check-committed';

/**
 * Fails when what the generator made does not fit: two things with one name, or code that the compiler refuses. Call it when
 * everything is in the tree and formatted; `suggestion` says what the reader can do. Takes some seconds. What was
 * broken before is ignored.
 */
export function checkResult(tree: Tree, suggestion = 'Choose another name.'): void {
  const [first, ...more] = collisions(tree);
  const problems = first ? [first, ...more] : newTypeErrors(tree);
  if (problems.length === 0) return;
  const list = problems.slice(0, 3).join('\n');
  const rest = problems.length > 3 ? `\nand ${problems.length - 3} more` : '';
  throw new UserError(`This would not work:\n${list}${rest}`, suggestion);
}

type Read = (path: string) => string;

/** What is there twice, and what Git would not keep; each a sentence. */
function collisions(tree: Tree): string[] {
  const after: Read = (path) => tree.read(path, 'utf8') ?? '';
  const before: Read = (path) => {
    const file = join(tree.root, path);
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  };
  const changes = tree.listChanges().filter(({ type }) => type !== 'DELETE');
  const paths = changes.map(({ path }) => path);
  const created = changes.flatMap(({ type, path }) => (type === 'CREATE' ? [path] : []));
  return [
    ...ignoredFiles(tree.root, created).map((path) => `${path}: Git ignores files of this name.`),
    ...paths.flatMap((path) =>
      newOnes(duplicatesIn(path, before(path)), duplicatesIn(path, after(path))).map(
        (name) => `${path} would have ${name} twice.`,
      ),
    ),
    ...objectsTwice(tree, before, after),
  ];
}

function objectsTwice(tree: Tree, before: Read, after: Read): string[] {
  const manifests: string[] = [];
  for (const folder of ['infra/k8s', 'k8s'])
    visitNotIgnoredFiles(tree, folder, (file) => void (file.endsWith('.yaml') && manifests.push(file)));
  const twice = (read: Read) => repeated(manifests.flatMap((file) => objectsIn(read(file))));
  return newOnes(twice(before), twice(after)).map((name) => `Kubernetes would have two objects ${name}.`);
}

const newOnes = (before: string[], after: string[]): string[] =>
  after.filter((name) => !before.includes(name));
