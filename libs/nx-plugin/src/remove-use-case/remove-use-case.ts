import { formatFiles, type Tree } from '@nx/devkit';
import { checkResult } from '../check-result';
import { spell } from '../names';
import { commit, withNextSteps } from '../next-steps';
import { UserError } from '../user-error';
import { checkNotPublished } from '../check-not-published';
import { removeConstant, removeFromList, removeUnusedImport } from '../source-list';
import { checkNothingLost } from '../check-committed';
import { serviceApi } from '../use-case/service-api';
import { checkService } from '../workspace-services';

export interface RemovalOptions {
  name: string;
  service: string;
  /** Also delete uncommitted changes. */
  force?: boolean;
}

/** `nx g remove-use-case <verb-noun> --service=<service>` */
export async function removeUseCase(tree: Tree, { name, service, force = false }: RemovalOptions) {
  revertUseCase(tree, name, service);
  await formatFiles(tree);
  checkResult(tree, 'First remove what uses it.');
  if (!force) checkNothingLost(tree);
  return withNextSteps(() => undefined, {
    done: `${name} is removed from ${service}.`,
    steps: {
      'check the rest': `npx nx run-many -t lint typecheck test -p ${service} client`,
      commit: commit(`feat(${service}): no ${name.replaceAll('-', ' ')}`),
    },
  });
}

export function revertUseCase(tree: Tree, name: string, service: string): void {
  checkService(tree, service);
  const folder = useCaseFolder(tree, name, service);
  const { file, endpoints } = serviceApi(tree, service);
  removeEndpoint(tree, file, spell(name).camel);
  const left = serviceApi(tree, service).endpoints.map(({ method, path }) => `${method} ${path}`);
  const gone = endpoints.filter(({ method, path }) => !left.includes(`${method} ${path}`));
  checkNotPublished(tree, service, gone);
  tree.delete(folder);
  removeFromList(tree, { file: `apps/${service}/src/routes.ts`, of: 'routes' }, `./use-cases/${name}`);
}

export function useCaseFolder(tree: Tree, name: string, service: string): string {
  const folder = `apps/${service}/src/use-cases`;
  if (tree.exists(`${folder}/${name}`)) return `${folder}/${name}`;
  throw new UserError(`${service} has no ${name}.`, `It has ${tree.children(folder).join(', ')}.`);
}

/** With the imports that nothing else in the contract needs. */
function removeEndpoint(tree: Tree, file: string, name: string): void {
  const before = tree.read(file, 'utf8') ?? '';
  removeConstant(tree, file, name);
  if (tree.read(file, 'utf8') === before)
    throw new UserError(
      `${file} has no endpoint ${name}: nx g use-case did not make it.`,
      'Remove it by hand: the folder, its line in routes.ts, and its endpoint.',
    );
  removeUnusedImport(tree, file, 'zod', 'z');
  removeUnusedImport(tree, file, './access', 'requireUser');
}
