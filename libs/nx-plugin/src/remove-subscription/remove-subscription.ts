import { formatFiles, type Tree } from '@nx/devkit';
import { recordContracts } from '../record-contracts';
import { useCaseFolder, type RemovalOptions } from '../remove-use-case/remove-use-case';
import { takeFromList, undescribeService } from '../source-list';
import { refuseToLose } from '../uncommitted';
import { checkService } from '../workspace-services';

/** `nx g remove-subscription <verb>-when-<event> --service=<service>` */
export async function removeSubscription(tree: Tree, { name, service, force = false }: RemovalOptions) {
  checkService(tree, service);
  tree.delete(useCaseFolder(tree, name, service));
  const file = `apps/${service}/src/subscriptions.ts`;
  if (takeFromList(tree, { file, of: 'subscriptions' }, `./use-cases/${name}`)) {
    tree.delete(file);
    undescribeService(tree, `apps/${service}/src/app.ts`, 'subscriptions', './subscriptions');
  }
  await formatFiles(tree);
  if (!force) refuseToLose(tree);
  return () => recordContracts(tree);
}
