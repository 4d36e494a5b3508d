import type { EventContract } from '../src';
import type { ProducersAndConsumers } from './producers-and-consumers';
import type { EventContracts } from './published-events';

const form = /^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*\.v[1-9]\d*$/;

/** What is wrong with the events among the exports of the contracts, before one looks at what was published. */
export function contractFaults(exported: object, contracts: EventContracts): string[] {
  const events = Object.entries(exported).filter((entry): entry is [string, EventContract] =>
    isEventContract(entry[1]),
  );
  const misnamed = [...contracts.values()].filter(({ type }) => !form.test(type));
  return [
    ...misnamed.map(
      ({ type }) =>
        `"${type}" is no event type. Write <thing>.<what happened>.v<N>, e.g. review.published.v1.`,
    ),
    ...events.flatMap(([name, { type }]) => duplicates(name, type, events)),
    ...events
      .filter(([, contract]) => !contracts.has(contract.type))
      .map(
        ([name, { type }]) =>
          `${type} is missing in eventContracts. Add ${name} in libs/contracts/src/events/index.ts.`,
      ),
  ];
}

const isEventContract = (value: unknown): value is EventContract =>
  typeof value === 'object' && value !== null && 'type' in value && 'summary' in value && 'data' in value;

function duplicates(name: string, type: string, events: [string, EventContract][]): string[] {
  const others = events.filter(([other, contract]) => contract.type === type && other > name);
  return others.map(
    ([other]) => `${name} and ${other} have the same type, ${type}. Give one of them its own.`,
  );
}

/** Drafts that a service really publishes, so that somebody may rely on their shape. */
export const draftsInUse = (
  contracts: EventContracts,
  producersAndConsumersOf: (type: string) => ProducersAndConsumers,
): string[] =>
  [...contracts.values()].flatMap(({ type, draft }) => {
    const { publishers } = producersAndConsumersOf(type);
    if (!draft || publishers.length === 0) return [];
    return [
      `${type} is published by ${publishers.join(' and ')} and still a draft: take out \`draft: true\` and run npm run contracts:record`,
    ];
  });
