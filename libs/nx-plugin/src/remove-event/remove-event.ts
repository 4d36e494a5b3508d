import { formatFiles, type Tree } from '@nx/devkit';
import { checkResult } from '../check-result';
import { eventInsertions, eventNames, type EventNames } from '../event/event-names';
import { commit, withNextSteps } from '../next-steps';
import { recordContracts } from '../record-contracts';
import { UserError } from '../user-error';
import type { RemovalOptions } from '../remove-use-case/remove-use-case';
import { revert } from '../insertion';
import { removeConstant, removeFromImport, removeUnusedImport } from '../source-list';
import { checkNothingLost } from '../check-committed';
import { filesThatMention } from '../workspace-files';
import { checkService } from '../workspace-services';

/** `nx g remove-event <thing>.<what happened> --service=<service>`: for an event that nobody sends, reads or stores. */
export async function removeEvent(tree: Tree, { name, service, force = false }: RemovalOptions) {
  const { type } = revertEvent(tree, name, service);
  await formatFiles(tree);
  checkResult(tree, 'Take out first what uses it.');
  if (!force) checkNothingLost(tree);
  return withNextSteps(() => recordContracts(tree), {
    done: `There is no ${type} any more.`,
    steps: {
      'see that nothing misses it': `npx nx run-many -t lint typecheck test -p contracts ${service}`,
      'keep it': commit(`feat(${service}): no ${type}`),
    },
  });
}

export function revertEvent(tree: Tree, name: string, service: string): EventNames {
  checkService(tree, service);
  const names = eventNames(name);
  const { file, contract, Contract, aggregate, fileName, type } = names;
  const maker = `apps/${service}/src/persistence/to-${fileName}.ts`;
  if (!tree.exists(maker))
    throw new UserError(
      `${service} has no ${maker}: nx g event did not make ${type}.`,
      'Take it out by hand: libs/contracts/README.md.',
    );
  const users = filesThatMention(tree, contract).concat(filesThatMention(tree, `to${Contract}`));
  const others = [...new Set(users)].filter((each) => each !== maker);
  if (others.length > 0)
    throw new UserError(`${type} is in use: ${others.join(', ')}.`, 'Take that out first.');
  tree.delete(maker);
  tree.delete(`libs/contracts/published/events/${type}.json`);
  const index = 'libs/contracts/src/events/index.ts';
  removeFromImport(tree, index, `./${aggregate}-events`, contract);
  const isLast = removeConstant(tree, file, contract) === 0;
  if (isLast) tree.delete(file);
  else removeUnusedImport(tree, file, 'zod', 'z');
  for (const insertion of eventInsertions(names, isLast)) revert(tree, insertion);
  return names;
}
