import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EventContract } from '../src';
import { about } from './about';
import { compareSchemas, type SchemaChange } from './compare-schemas';
import { eventSchema } from './event-schema';
import type { JsonSchema } from './json-schema';
import { readRecorded, recordedFile, recordedNames, toText, type Comparison } from './recorded-files';
import type { BrokenSide } from './broken-side';

/** One recorded schema for each published event version, `<type>.json`. */
export const publishedFolder = join(__dirname, '../published/events');

export type EventContracts = ReadonlyMap<string, EventContract>;

export function compareWithPublished(contracts: EventContracts, folder = publishedFolder): Comparison {
  const comparison: Comparison = { violations: [], unrecorded: [] };
  for (const [type, contract] of contracts) {
    const recorded = readRecorded<JsonSchema>(folder, type);
    if (contract.draft) {
      if (recorded) comparison.violations.push(draftAgain(type));
      continue;
    }
    const current = eventSchema(contract);
    const changes = about(type, () => compareSchemas(recorded ?? current, current));
    if (recorded === undefined) comparison.unrecorded.push(type);
    else {
      const breaking = changes.filter(({ breaks }) => breaks);
      if (breaking.length > 0) comparison.violations.push(refusal(type, breaking));
      else if (toText(recorded) !== toText(current)) comparison.unrecorded.push(type);
    }
  }
  const deleted = recordedNames(folder).filter((type) => !contracts.has(type));
  comparison.violations.push(...deleted.map(deletion));
  return comparison;
}

/** Writes the schemas of these types as they are today, whatever was recorded before. */
export function record(types: string[], contracts: EventContracts, folder = publishedFolder): void {
  for (const type of types) {
    const contract = contracts.get(type);
    if (contract) writeFileSync(recordedFile(folder, type), toText(eventSchema(contract)));
  }
}

const consequences: Record<BrokenSide, string> = {
  readers: 'readers of the recorded version refuse or miss it',
  messages: 'messages that are stored or on their way cannot be read any more',
  both: 'neither old readers nor old messages fit any more',
};

function refusal(type: string, changes: SchemaChange[]): string {
  const next = type.replace(/\d+$/, (version) => String(Number(version) + 1));
  return [
    `${type} breaks what was published as libs/contracts/published/events/${type}.json:`,
    ...changes.map(
      ({ path, what, breaks }) => `  ${path}: ${what}${breaks ? ` - ${consequences[breaks]}` : ''}`,
    ),
    `  Leave ${type} as it was and make a new major version, ${next}; publish both until every reader has moved.`,
    '  (Was it never released? Then delete that file and run: npm run contracts:record)',
  ].join('\n');
}

const draftAgain = (type: string): string =>
  [
    `${type} was published (libs/contracts/published/events/${type}.json) and is marked as a draft again.`,
    '  Take out `draft: true`. (Was it never released? Then delete that file.)',
  ].join('\n');

const deletion = (type: string): string =>
  [
    `${type} was published (libs/contracts/published/events/${type}.json) and has no contract any more.`,
    '  Messages of it may still be stored or on their way: bring the contract back. Delete that file only when',
    '  nothing publishes, reads or stores this event any more.',
  ].join('\n');
