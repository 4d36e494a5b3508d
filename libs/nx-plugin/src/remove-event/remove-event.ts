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
  checkResult(tree, 'First remove what uses it.');
  if (!force) checkNothingLost(tree);
  return withNextSteps(() => recordContracts(tree), {
    done: `${type} is removed.`,
    steps: {
      'check the rest': `npx nx run-many -t lint typecheck test -p contracts ${service}`,
      commit: commit(`feat(${service}): no ${type}`),
    },
  });
}

export function revertEvent(tree: Tree, name: string, service: string): EventNames {
  checkService(tree, service);
  const names = eventNames(name);
  const { file, contract, aggregate, type } = names;
  const declared = new RegExp(`type: '${type}',\\s+source: '${service}'`);
  if (!declared.test(tree.read(file, 'utf8') ?? ''))
    throw new UserError(`${service} publishes no event ${type}.`, `Its contract would be in ${file}.`);
  const users = filesThatMention(tree, contract);
  if (users.length > 0) throw new UserError(`${type} is in use: ${users.join(', ')}.`, 'Remove that first.');
  tree.delete(`libs/contracts/published/events/${type}.json`);
  removeFromImport(tree, 'libs/contracts/src/events/index.ts', `./${aggregate}-events`, contract);
  const isLast = removeConstant(tree, file, contract) === 0;
  if (isLast) tree.delete(file);
  else removeUnusedImport(tree, file, 'zod', 'z');
  for (const insertion of eventInsertions(names, isLast)) revert(tree, insertion);
  return names;
}
