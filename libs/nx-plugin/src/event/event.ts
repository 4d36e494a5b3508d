import { formatFiles, type Tree } from '@nx/devkit';
import { checkResult } from '../check-result';
import { checkKebab, spell } from '../names';
import { commit, withNextSteps, type NextSteps } from '../next-steps';
import { recordContracts, recordedDocuments } from '../record-contracts';
import { UserError } from '../user-error';
import { insert } from '../insertion';
import { importNames } from '../source-list';
import { checkCommitted } from '../check-committed';
import { knownEvents } from '../workspace-contracts';
import { checkService } from '../workspace-services';
import { eventInsertions, eventNames, type EventNames } from './event-names';

export interface EventOptions {
  /** What happened: `review.published`. */
  name: string;
  /** Who publishes it. */
  service: string;
}

/** How participles end: published, drawn, written, sent, lost, told, bought. */
const pastTense = /(ed|wn|en|ent|st|pt|ft|ld|id|ght|ilt|et|und|ung|ade|one)$/;

/** `nx g event <thing>.<what happened> --service=<service>`: its contract. */
export async function event(tree: Tree, options: EventOptions) {
  const names = writeEvent(tree, options);
  await formatFiles(tree);
  checkCommitted(tree, recordedDocuments);
  checkResult(tree);
  return withNextSteps(() => recordContracts(tree), nextAfter(options.service, names));
}

export function writeEvent(tree: Tree, { name, service }: EventOptions): EventNames {
  checkService(tree, service);
  const names = eventNames(name);
  checkKebab('what an event is about', names.aggregate);
  if (!pastTense.test(names.happened))
    throw new UserError(
      `"${name}" does not say what happened: an event is in the past tense.`,
      'For example review.published.',
    );
  checkKebab('an event', names.happened);
  if (knownEvents(tree).some(({ type }) => type === names.type))
    throw new UserError(
      `There is an event ${names.type} already.`,
      'How to change it: libs/contracts/README.md.',
    );
  addContract(tree, names, service);
  return names;
}

function nextAfter(service: string, { type, contract, file, fileName }: EventNames): NextSteps {
  return {
    done: `${type} is a draft that nobody publishes yet.`,
    steps: {
      'its data': `${contract} in ${file}`,
      'publish it': `return ${contract}.create({ subject, version, data }) among the events of a change in apps/${service}/src/domain`,
      'subscribe to it': `npx nx g subscription tell-when-${fileName} --service=<theirs>`,
      commit: commit(`feat(${service}): ${type}`),
      'once it is published': 'remove draft: true, then npm run contracts:record',
    },
  };
}

function addContract(tree: Tree, names: EventNames, service: string): void {
  const { file, contract, type, aggregate, happened } = names;
  const isNewFile = !tree.exists(file);
  if (isNewFile) tree.write(file, "import { z } from 'zod';\nimport { event } from './event';\n");
  const text = tree.read(file, 'utf8') ?? '';
  const summary = `${spell(`a-${aggregate}`).title} was ${happened.replaceAll('-', ' ')}.`;
  tree.write(
    file,
    `${text}
export const ${contract} = event({
  type: '${type}',
  source: '${service}',
  summary: '${summary}',
  data: z.strictObject({ id: z.uuid() }),
  draft: true,
});
`,
  );
  importNames(tree, file, 'zod', ['z']);
  importNames(tree, 'libs/contracts/src/events/index.ts', `./${aggregate}-events`, [contract]);
  for (const insertion of eventInsertions(names, isNewFile)) insert(tree, insertion);
}
