import * as contracts from '../src';
import { contractErrors, findPublishedDrafts } from './check-contracts';
import { findProducersAndConsumers } from './producers-and-consumers';
import { compareWithPublishedApis, findApis } from './published-apis';
import { compareWithPublished } from './published-events';
import type { Comparison } from './recorded-files';

/** Fails with the findings alone, without the frame of an assertion. */
function failWith(findings: string[]): void {
  if (findings.length > 0) throw new Error(findings.join('\n\n'));
}

/** Breaking changes come first: nothing can be recorded before they are fixed. */
const allFindings = ({ errors, unrecorded }: Comparison): string[] =>
  errors.length > 0
    ? errors
    : unrecorded.map((name) => `${name} is new or has compatible changes. Run: npm run contracts:record`);

it('gives every event a unique type and a place in eventContracts', () => {
  failWith(contractErrors(contracts, contracts.eventContracts));
});

it('keeps every event compatible with its published version, and recorded', () => {
  failWith(allFindings(compareWithPublished(contracts.eventContracts)));
});

it('keeps every endpoint compatible with its published version, and recorded', () => {
  const { errors, unrecorded } = compareWithPublishedApis(findApis(contracts));
  failWith(allFindings({ errors, unrecorded: unrecorded.map((name) => `The API of ${name}`) }));
});

it('has no service that publishes a draft event', () => {
  failWith(findPublishedDrafts(contracts.eventContracts, findProducersAndConsumers()));
});
