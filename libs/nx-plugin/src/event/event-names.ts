import { spell } from '../names';
import { Refusal } from '../refusal';
import type { Entry } from '../shared-files';

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
    throw new Refusal(
      `"${name}" is no event: <thing>.<what happened to it>.`,
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

/** For a file of events that is new. */
export const eventEntries = ({ aggregate }: EventNames): Entry[] => [
  {
    file: 'libs/contracts/src/events/index.ts',
    text: `export * from './${aggregate}-events';\n`,
    before: /^export type \{ DataOf/m,
  },
];
