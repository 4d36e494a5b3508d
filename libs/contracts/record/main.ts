import { writeFileSync } from 'node:fs';
import * as contracts from '../src';
import { contractErrors } from './check-contracts';
import { eventDocuments } from './documents';
import { compareWithPublishedApis, findApis, recordApis } from './published-apis';
import { compareWithPublished, record } from './published-events';

/**
 * `npm run contracts:record`: records new events, new endpoints and compatible changes, and generates docs/events and the
 * queues that the client shows. Writes nothing when there is a breaking change.
 */
function main(): void {
  const invalid = contractErrors(contracts, contracts.eventContracts);
  if (invalid.length > 0) throw new Error(invalid.join('\n'));
  const events = compareWithPublished(contracts.eventContracts);
  const apis = compareWithPublishedApis(findApis(contracts));
  const errors = [...events.errors, ...apis.errors];
  if (errors.length > 0) throw new Error(`${errors.join('\n\n')}\n\nNothing was recorded.`);
  const documents = eventDocuments();
  record(events.unrecorded, contracts.eventContracts);
  recordApis(apis.unrecorded, findApis(contracts));
  for (const [path, text] of documents) writeFileSync(path, text);
  const recorded = [...events.unrecorded, ...apis.unrecorded.map((name) => `the API of ${name}`)];
  process.stdout.write(
    `Recorded: ${recorded.join(', ') || 'nothing, no contract has changed'}. docs/events is up to date.\n`,
  );
}

try {
  main();
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
