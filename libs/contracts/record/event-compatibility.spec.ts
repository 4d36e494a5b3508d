import { eventContracts } from '../src';
import { compareWithPublished } from './published-events';

test('no event breaks a reader or a message of its published version, and every event is recorded', () => {
  const { refusals, unrecorded } = compareWithPublished(eventContracts);
  const hints = unrecorded.map(
    (type) => `${type} is new or has compatible changes. Run: npm run contracts:record`,
  );
  const findings = [...refusals, ...hints].join('\n\n');
  if (findings) throw new Error(findings);
});
