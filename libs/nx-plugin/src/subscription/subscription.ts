import { join } from 'node:path';
import { formatFiles, generateFiles, type Tree } from '@nx/devkit';
import { checkResult } from '../check-result';
import { checkKebab, spell } from '../names';
import { commit, withNextSteps } from '../next-steps';
import { recordContracts, recordedDocuments } from '../record-contracts';
import { UserError } from '../user-error';
import { addToList, addServiceProperty } from '../source-list';
import { checkCommitted } from '../check-committed';
import { knownEvents } from '../workspace-contracts';
import { checkService } from '../workspace-services';

export interface SubscriptionOptions {
  /** `<verb>-when-<event>`, the event without its version and with hyphens: `tell-when-course-published`. */
  name: string;
  service: string;
}

/** `nx g subscription <verb>-when-<event> --service=<service>`: a queue for the event, and the function that gets it. */
export async function subscription(tree: Tree, { name, service }: SubscriptionOptions) {
  checkKebab('a subscription', name);
  checkService(tree, service);
  const eventName = /-when-(.+)$/.exec(name)?.[1];
  if (eventName === undefined)
    throw new UserError(
      `"${name}" is not a valid reaction to an event: write <verb>-when-<event>.`,
      'For example tell-when-course-published.',
    );
  const event = eventNamed(tree, eventName);
  const folder = `apps/${service}/src/use-cases/${name}`;
  if (tree.exists(folder))
    throw new UserError(`There is ${folder} already.`, 'Choose another verb, or change what is there.');
  const values = {
    name: service,
    reactionFile: name,
    reaction: spell(name).camel,
    contract: event.contract,
    isCourse: event.isCourse,
    exampleData: event.isCourse ? 'aCourse()' : JSON.stringify(event.example),
  };
  generateFiles(tree, join(__dirname, 'files'), folder, values);
  generateFiles(tree, join(__dirname, 'own'), folder, values);
  addToSubscriptions(tree, service, values);
  await formatFiles(tree);
  checkCommitted(tree, recordedDocuments);
  checkResult(tree, 'Choose another verb.');
  return withNextSteps(() => recordContracts(tree), {
    done: `${service} subscribes to ${event.type}; until the reaction is written, its events are retried and end as dead letters.`,
    steps: {
      'what it does': `${folder}/${name}.ts (called at least once for each event)`,
      'its test': `${folder}/${name}.spec.ts: npx nx test ${service}`,
      'see it run': 'npm start; npm run messages shows what could not be handled',
      commit: commit(`feat(${service}): ${name.replaceAll('-', ' ')}`),
    },
  });
}

function addToSubscriptions(
  tree: Tree,
  service: string,
  names: { reaction: string; reactionFile: string },
): void {
  const { reaction, reactionFile } = names;
  const file = `apps/${service}/src/subscriptions.ts`;
  if (!tree.exists(file)) {
    tree.write(
      file,
      "import type { Subscription } from '@courses/messaging';\n\nexport const subscriptions = (): Subscription[] => [];\n",
    );
    const importLine = "import { subscriptions } from './subscriptions';";
    addServiceProperty(tree, `apps/${service}/src/app.ts`, 'subscriptions', 'subscriptions()', importLine);
  }
  addToList(tree, { file, of: 'subscriptions' }, `${reaction}Consumer(${reaction}())`, [
    `import { ${reaction} } from './use-cases/${reactionFile}/${reactionFile}';`,
    `import { ${reaction}Consumer } from './use-cases/${reactionFile}/${reactionFile}.consumer';`,
  ]);
}

/** The newest version of the event with this name. */
function eventNamed(tree: Tree, name: string) {
  const events = knownEvents(tree);
  const nameOf = (type: string) => type.replace(/\.v\d+$/, '').replaceAll('.', '-');
  const found = events.filter(({ type }) => nameOf(type) === name).at(-1);
  if (found) return found;
  throw new UserError(
    `No contract has an event ${name}.`,
    `There are ${events.map(({ type }) => nameOf(type)).join(', ')}. A new one: npx nx g event <name> --service=<service>`,
  );
}
