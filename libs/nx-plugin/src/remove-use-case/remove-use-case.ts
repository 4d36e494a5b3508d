import { formatFiles, type Tree } from '@nx/devkit';
import { refuseBroken } from '../check-result';
import { spell } from '../names';
import { commit, thenNextSteps } from '../next-steps';
import { Refusal } from '../refusal';
import { refusePublished } from '../refuse-published';
import { takeConstant, takeFromList, takeUnusedImport } from '../source-list';
import { refuseToLose } from '../uncommitted';
import { serviceApi } from '../use-case/service-api';
import { checkService } from '../workspace-services';

export interface RemovalOptions {
  name: string;
  service: string;
  /** Also what Git does not have. */
  force?: boolean;
}

/** `nx g remove-use-case <verb-noun> --service=<service>` */
export async function removeUseCase(tree: Tree, { name, service, force = false }: RemovalOptions) {
  takeUseCaseOut(tree, name, service);
  await formatFiles(tree);
  refuseBroken(tree, 'Take out first what uses it.');
  if (!force) refuseToLose(tree);
  return thenNextSteps(() => undefined, {
    done: `${service} has no ${name} any more.`,
    steps: {
      'see that nothing misses it': `npx nx run-many -t lint typecheck test -p ${service} client`,
      'keep it': commit(`feat(${service}): no ${name.replaceAll('-', ' ')}`),
    },
  });
}

export function takeUseCaseOut(tree: Tree, name: string, service: string): void {
  checkService(tree, service);
  const folder = useCaseFolder(tree, name, service);
  const { file, endpoints } = serviceApi(tree, service);
  takeEndpoint(tree, file, spell(name).camel);
  const left = serviceApi(tree, service).endpoints.map(({ method, path }) => `${method} ${path}`);
  const gone = endpoints.filter(({ method, path }) => !left.includes(`${method} ${path}`));
  refusePublished(tree, service, gone);
  tree.delete(folder);
  takeFromList(tree, { file: `apps/${service}/src/routes.ts`, of: 'routes' }, `./use-cases/${name}`);
}

export function useCaseFolder(tree: Tree, name: string, service: string): string {
  const folder = `apps/${service}/src/use-cases`;
  if (tree.exists(`${folder}/${name}`)) return `${folder}/${name}`;
  throw new Refusal(`${service} has no ${name}.`, `It has ${tree.children(folder).join(', ')}.`);
}

/** With the imports that nothing else in the contract needs. */
function takeEndpoint(tree: Tree, file: string, name: string): void {
  const before = tree.read(file, 'utf8') ?? '';
  takeConstant(tree, file, name);
  if (tree.read(file, 'utf8') === before)
    throw new Refusal(
      `${file} has no endpoint ${name}: nx g use-case did not make it.`,
      'Take it out by hand: the folder, its line in routes.ts, and its endpoint.',
    );
  takeUnusedImport(tree, file, 'zod', 'z');
  takeUnusedImport(tree, file, './access', 'requireUser');
}
