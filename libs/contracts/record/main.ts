import { writeFileSync } from 'node:fs';
import { eventContracts } from '../src';
import { eventDocuments } from './documents';
import { compareWithPublished, record } from './published-events';

/**
 * `npm run contracts:record`: records new events and compatible changes, and writes docs/events and the
 * queues that client shows anew. Refuses breaking changes, and writes nothing then.
 */
async function main(): Promise<void> {
  const { refusals, unrecorded } = compareWithPublished(eventContracts);
  if (refusals.length > 0) throw new Error(`${refusals.join('\n\n')}\n\nNothing was recorded.`);
  const documents = await eventDocuments();
  record(unrecorded, eventContracts);
  for (const [path, text] of documents) writeFileSync(path, text);
  const recorded = unrecorded.join(', ') || 'no new event and no change';
  process.stdout.write(`Recorded: ${recorded}. docs/events is up to date.\n`);
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
