import { spell } from '../names';
import type { Insertion } from '../insertion';
import { beforeNamedExports, endOfArray } from '../typescript-place';
import { UserError } from '../user-error';

export interface EventNames {
  /** `review.published.v1` */
  type: string;
  /** `review` */
  aggregate: string;
  /** `published` */
  happened: string;
  /** `reviewPublished` */
  contract: string;
  /** `ReviewPublished` */
  Contract: string;
  /** `review-published` */
  fileName: string;
  /** Of the contract. */
  file: string;
}

/** `review.published`, with or without `.v1` */
export function eventNames(name: string): EventNames {
  const [aggregate = '', happened, ...more] = name.replace(/\.v1$/, '').split('.');
  if (happened === undefined || more.length > 0)
    throw new UserError(
      `"${name}" is not a valid event: write <thing>.<what happened to it>.`,
      'For example review.published.',
    );
  const { name: fileName, camel, pascal } = spell(`${aggregate}-${happened}`);
  return {
    type: `${aggregate}.${happened}.v1`,
    aggregate,
    happened,
    contract: camel,
    Contract: pascal,
    fileName,
    file: `libs/contracts/src/events/${aggregate}-events.ts`,
  };
}

/** What the index of all events gets: of a file of events that is new, its line, and of each event, its contract. */
export const eventInsertions = ({ aggregate, contract }: EventNames, isNewFile: boolean): Insertion[] => {
  const file = 'libs/contracts/src/events/index.ts';
  return [
    ...(isNewFile
      ? [{ file, text: `export * from './${aggregate}-events';\n`, place: beforeNamedExports }]
      : []),
    { file, text: `    ${contract},\n`, place: endOfArray('eventContracts') },
  ];
};
