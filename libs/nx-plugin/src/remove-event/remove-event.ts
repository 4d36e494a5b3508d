import { formatFiles, type Tree } from '@nx/devkit';
import { refuseBroken } from '../check-result';
import { eventEntries, eventNames, type EventNames } from '../event/event-names';
import { commit, thenNextSteps } from '../next-steps';
import { recordContracts } from '../record-contracts';
import { Refusal } from '../refusal';
import type { RemovalOptions } from '../remove-use-case/remove-use-case';
import { takeOut } from '../shared-files';
import { takeConstant, takeFromImport, takeUnusedImport } from '../source-list';
import { refuseToLose } from '../uncommitted';
import { filesThatMention } from '../workspace-files';
import { checkService } from '../workspace-services';

/** `nx g remove-event <thing>.<what happened> --service=<service>`: for an event that nobody sends, reads or stores. */
export async function removeEvent(tree: Tree, { name, service, force = false }: RemovalOptions) {
  const { type } = takeEventOut(tree, name, service);
  await formatFiles(tree);
  refuseBroken(tree, 'Take out first what uses it.');
  if (!force) refuseToLose(tree);
  return thenNextSteps(() => recordContracts(tree), {
    done: `There is no ${type} any more.`,
    steps: {
      'see that nothing misses it': `npx nx run-many -t lint typecheck test -p contracts ${service}`,
      'keep it': commit(`feat(${service}): no ${type}`),
    },
  });
}

export function takeEventOut(tree: Tree, name: string, service: string): EventNames {
  checkService(tree, service);
  const names = eventNames(name);
  const { file, contract, Contract, aggregate, fileName, type } = names;
  const maker = `apps/${service}/src/persistence/to-${fileName}.ts`;
  if (!tree.exists(maker))
    throw new Refusal(
      `${service} has no ${maker}: nx g event did not make ${type}.`,
      'Take it out by hand: libs/contracts/README.md.',
    );
  const users = filesThatMention(tree, contract).concat(filesThatMention(tree, `to${Contract}`));
  const others = [...new Set(users)].filter((each) => each !== maker);
  if (others.length > 0)
    throw new Refusal(`${type} is in use: ${others.join(', ')}.`, 'Take that out first.');
  tree.delete(maker);
  tree.delete(`libs/contracts/published/events/${type}.json`);
  const index = 'libs/contracts/src/events/index.ts';
  takeOut(tree, { file: index, text: `    ${contract},\n` });
  takeFromImport(tree, index, `./${aggregate}-events`, contract);
  if (takeConstant(tree, file, contract) === 0) {
    tree.delete(file);
    for (const entry of eventEntries(names)) takeOut(tree, entry);
  } else takeUnusedImport(tree, file, 'zod', 'z');
  return names;
}
