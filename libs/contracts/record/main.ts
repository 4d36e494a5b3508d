import { writeFileSync } from 'node:fs';
import * as contracts from '../src';
import { contractFaults } from './contract-faults';
import { eventDocuments } from './documents';
import { compareWithPublishedApis, findApis, recordApis } from './published-apis';
import { compareWithPublished, record } from './published-events';

/**
 * `npm run contracts:record`: records new events and endpoints and compatible changes, and writes docs/events and the queues
 * that client shows anew. Refuses breaking changes, and writes nothing then.
 */
function main(): void {
  const faults = contractFaults(contracts, contracts.eventContracts);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  const events = compareWithPublished(contracts.eventContracts);
  const apis = compareWithPublishedApis(findApis(contracts));
  const violations = [...events.violations, ...apis.violations];
  if (violations.length > 0) throw new Error(`${violations.join('\n\n')}\n\nNothing was recorded.`);
  const documents = eventDocuments();
  record(events.unrecorded, contracts.eventContracts);
  recordApis(apis.unrecorded, findApis(contracts));
  for (const [path, text] of documents) writeFileSync(path, text);
  const recorded = [...events.unrecorded, ...apis.unrecorded.map((name) => `the API of ${name}`)];
  process.stdout.write(
    `Recorded: ${recorded.join(', ') || 'nothing, since no settled contract has changed'}. docs/events is up to date.\n`,
  );
}

try {
  main();
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
