import * as contracts from '../src';
import { contractFaults, draftsInUse } from './contract-faults';
import { findProducersAndConsumers } from './producers-and-consumers';
import { compareWithPublishedApis, findApis } from './published-apis';
import { compareWithPublished } from './published-events';
import type { Comparison } from './recorded-files';

/** As they are said to whoever has to mend them: without the frame of an assertion. */
function refuse(findings: string[]): void {
  if (findings.length > 0) throw new Error(findings.join('\n\n'));
}

/** Nothing is recorded before what is refused is mended. */
const all = ({ violations, unrecorded }: Comparison): string[] =>
  violations.length > 0
    ? violations
    : unrecorded.map((name) => `${name} is new or has compatible changes. Run: npm run contracts:record`);

test('every event has a type of its own and is in the list of all events', () => {
  refuse(contractFaults(contracts, contracts.eventContracts));
});

test('no event breaks a reader or a message of its published version, and every event is recorded', () => {
  refuse(all(compareWithPublished(contracts.eventContracts)));
});

test('no endpoint breaks a caller of its published version, and every endpoint is recorded', () => {
  const { violations, unrecorded } = compareWithPublishedApis(findApis(contracts));
  refuse(all({ violations, unrecorded: unrecorded.map((name) => `The API of ${name}`) }));
});

test('no service publishes an event that is still a draft', () => {
  refuse(draftsInUse(contracts.eventContracts, findProducersAndConsumers()));
});
