import { formatFiles, type Tree } from '@nx/devkit';
import { commit, thenNextSteps } from '../next-steps';
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
  return thenNextSteps(() => recordContracts(tree), {
    done: `${service} has no ${name} any more.`,
    steps: {
      'see that nothing misses it': `npx nx run-many -t lint typecheck test -p ${service}`,
      'keep it': commit(`feat(${service}): no ${name.replaceAll('-', ' ')}`),
      'where it has run': `the queue ${service}.${name} is still bound: delete it by hand`,
    },
  });
}
