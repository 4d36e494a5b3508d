import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Tree } from '@nx/devkit';
import { UserError } from './user-error';

/** An event of libs/contracts, and how code names it. */
export interface KnownEvent {
  /** `course.published.v1` */
  type: string;
  /** `coursePublished` */
  contract: string;
  /** The service that publishes it. */
  source: string;
  /** What fulfils its schema. */
  example: unknown;
  /** Its data is a whole course, of which libs/testing has a builder. */
  isCourse: boolean;
}

interface Contract {
  type: string;
  source: string;
  data: unknown;
}

/** Every event that libs/contracts has. */
export function knownEvents(tree: Tree): KnownEvent[] {
  const load = createRequire(join(tree.root, 'package.json'));
  const contracts = load('./libs/contracts/src/events/index.ts') as Record<string, unknown> & {
    eventContracts: Map<string, Contract>;
  };
  const { exampleOf } = load('./libs/contracts/record/examples.ts') as {
    exampleOf: (contract: Contract) => unknown;
  };
  const { course } = load('./libs/contracts/src/course.ts') as { course: unknown };
  return [...contracts.eventContracts.values()].map((contract) => ({
    type: contract.type,
    source: contract.source,
    contract: Object.keys(contracts).find((key) => contracts[key] === contract) ?? '',
    example: exampleOf(contract),
    isCourse: contract.data === course,
  }));
}

/** The event of this type; fails with those that there are. */
export function findEvent(tree: Tree, type: string): KnownEvent {
  const events = knownEvents(tree);
  const found = events.find((event) => event.type === type);
  if (found) return found;
  throw new UserError(
    `No contract has an event ${type}.`,
    `There are ${events.map((event) => event.type).join(', ')}. A new one: npx nx g event <name> --service=<service>`,
  );
}
