import { formatFiles, type Tree } from '@nx/devkit';
import { commit, withNextSteps } from '../next-steps';
import { recordContracts } from '../record-contracts';
import { useCaseFolder, type RemovalOptions } from '../remove-use-case/remove-use-case';
import { removeFromList, removeServiceProperty } from '../source-list';
import { checkNothingLost } from '../check-committed';
import { checkService } from '../workspace-services';

/** `nx g remove-subscription <verb>-when-<event> --service=<service>` */
export async function removeSubscription(tree: Tree, { name, service, force = false }: RemovalOptions) {
  checkService(tree, service);
  tree.delete(useCaseFolder(tree, name, service));
  const file = `apps/${service}/src/subscriptions.ts`;
  if (removeFromList(tree, { file, of: 'subscriptions' }, `./use-cases/${name}`)) {
    tree.delete(file);
    removeServiceProperty(tree, `apps/${service}/src/app.ts`, 'subscriptions', './subscriptions');
  }
  await formatFiles(tree);
  if (!force) checkNothingLost(tree);
  return withNextSteps(() => recordContracts(tree), {
    done: `${name} is removed from ${service}.`,
    steps: {
      'check the rest': `npx nx run-many -t lint typecheck test -p ${service}`,
      commit: commit(`feat(${service}): no ${name.replaceAll('-', ' ')}`),
      'where it has run': `the queue ${service}.${name} is still bound: delete it by hand`,
    },
  });
}
