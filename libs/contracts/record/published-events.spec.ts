import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { event } from '../src/events/event';
import { compareWithPublished, record, type EventContracts } from './published-events';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'published-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const contractsOf = (...events: [string, z.ZodType][]): EventContracts =>
  new Map(
    events.map(([type, data]) => [type, event({ type, source: 'things', summary: 'It moved.', data })]),
  );
const moved = z.strictObject({ to: z.string(), by: z.string() });
const published = contractsOf(['thing.moved.v1', moved]);

test('a new event asks to be recorded, and then agrees', () => {
  expect(compareWithPublished(published, folder)).toEqual({ violations: [], unrecorded: ['thing.moved.v1'] });
  record(['thing.moved.v1'], published, folder);
  expect(readdirSync(folder)).toEqual(['thing.moved.v1.json']);
  expect(compareWithPublished(published, folder)).toEqual({ violations: [], unrecorded: [] });
});

test('a compatible change asks to be recorded', () => {
  record(['thing.moved.v1'], published, folder);
  const wider = contractsOf(['thing.moved.v1', moved.extend({ why: z.string().optional() })]);
  expect(compareWithPublished(wider, folder)).toEqual({ violations: [], unrecorded: ['thing.moved.v1'] });
});

test('a breaking change is refused with the field, the change, who suffers, and the next version', () => {
  record(['thing.moved.v1'], published, folder);
  const renamed = contractsOf(['thing.moved.v1', moved.omit({ by: true }).extend({ mover: z.string() })]);
  const { violations, unrecorded } = compareWithPublished(renamed, folder);
  expect(unrecorded).toEqual([]);
  expect(violations).toEqual([expect.stringContaining('data.by: field removed - readers')]);
  expect(violations[0]).toContain('data.mover: required field added - messages');
  expect(violations[0]).toContain('thing.moved.v2; publish both');
});

test('a new major version beside the old one is a new event', () => {
  record(['thing.moved.v1'], published, folder);
  const both = contractsOf(['thing.moved.v1', moved], ['thing.moved.v2', z.strictObject({ to: z.int() })]);
  expect(compareWithPublished(both, folder)).toEqual({ violations: [], unrecorded: ['thing.moved.v2'] });
});

test('a draft is not recorded, and asks for nothing until it is none any more', () => {
  const draft: EventContracts = new Map(
    [...published].map(([type, contract]) => [type, { ...contract, draft: true }]),
  );
  expect(compareWithPublished(draft, folder)).toEqual({ violations: [], unrecorded: [] });
  expect(compareWithPublished(published, folder).unrecorded).toEqual(['thing.moved.v1']);
  record(['thing.moved.v1'], published, folder);
  expect(compareWithPublished(draft, folder)).toEqual({
    violations: [expect.stringContaining('thing.moved.v1.json) and is marked as a draft again')],
    unrecorded: [],
  });
});

test('a published event without its contract is refused', () => {
  record(['thing.moved.v1'], published, folder);
  expect(compareWithPublished(new Map(), folder).violations).toEqual([
    expect.stringContaining('thing.moved.v1 was published'),
  ]);
});

test('a recorded schema is the same text whatever the order in the source', () => {
  record(['thing.moved.v1'], published, folder);
  const text = readFileSync(join(folder, 'thing.moved.v1.json'), 'utf8');
  record(
    ['thing.moved.v1'],
    contractsOf(['thing.moved.v1', z.strictObject({ by: z.string(), to: z.string() })]),
    folder,
  );
  expect(readFileSync(join(folder, 'thing.moved.v1.json'), 'utf8')).toBe(text);
});
