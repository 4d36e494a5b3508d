import * as contracts from '../src';
import { compareWithPublishedApis, findApis } from './published-apis';
import { compareWithPublished } from './published-events';
import type { Comparison } from './recorded-files';

function refuseFindings({ refusals, unrecorded }: Comparison): void {
  const hints = unrecorded.map(
    (name) => `${name} is new or has compatible changes. Run: npm run contracts:record`,
  );
  const findings = [...refusals, ...hints].join('\n\n');
  if (findings) throw new Error(findings);
}

test('no event breaks a reader or a message of its published version, and every event is recorded', () => {
  refuseFindings(compareWithPublished(contracts.eventContracts));
});

test('no endpoint breaks a caller of its published version, and every endpoint is recorded', () => {
  refuseFindings(compareWithPublishedApis(findApis(contracts)));
});
