import { formatFiles, type Tree } from '@nx/devkit';
import { spell } from '../names';
import { recordClient } from '../record-contracts';
import { Refusal } from '../refusal';
import { takeConstant, takeFromList } from '../source-list';
import { refuseToLose } from '../uncommitted';
import { checkService } from '../workspace-services';

export interface RemovalOptions {
  name: string;
  service: string;
  /** Also what Git does not have. */
  force?: boolean;
}

/** `nx g remove-use-case <verb-noun> --service=<service>` */
export async function removeUseCase(tree: Tree, { name, service, force = false }: RemovalOptions) {
  checkService(tree, service);
  const folder = useCaseFolder(tree, name, service);
  tree.delete(folder);
  takeFromList(tree, { file: `apps/${service}/src/routes.ts`, of: 'routes' }, `./use-cases/${name}`);
  takeConstant(tree, `libs/contracts/src/http/${service}-api.ts`, spell(name).camel);
  await formatFiles(tree);
  if (!force) refuseToLose(tree);
  return () => recordClient(tree, `${spell(service).camel}Api`);
}

export function useCaseFolder(tree: Tree, name: string, service: string): string {
  const folder = `apps/${service}/src/use-cases`;
  if (tree.exists(`${folder}/${name}`)) return `${folder}/${name}`;
  throw new Refusal(`${service} has no ${name}.`, `It has ${tree.children(folder).join(', ')}.`);
}
