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

it('reports a new event as unrecorded until it is recorded', () => {
  expect(compareWithPublished(published, folder)).toEqual({ errors: [], unrecorded: ['thing.moved.v1'] });
  record(['thing.moved.v1'], published, folder);
  expect(readdirSync(folder)).toEqual(['thing.moved.v1.json']);
  expect(compareWithPublished(published, folder)).toEqual({ errors: [], unrecorded: [] });
});

it('reports a compatible change as unrecorded', () => {
  record(['thing.moved.v1'], published, folder);
  const wider = contractsOf(['thing.moved.v1', moved.extend({ why: z.string().optional() })]);
  expect(compareWithPublished(wider, folder)).toEqual({ errors: [], unrecorded: ['thing.moved.v1'] });
});

it('rejects a breaking change with the field, the change, the broken side and the next version', () => {
  record(['thing.moved.v1'], published, folder);
  const renamed = contractsOf(['thing.moved.v1', moved.omit({ by: true }).extend({ mover: z.string() })]);
  const { errors, unrecorded } = compareWithPublished(renamed, folder);
  expect(unrecorded).toEqual([]);
  expect(errors).toEqual([expect.stringContaining('data.by: field removed - readers')]);
  expect(errors[0]).toContain('data.mover: required field added - messages');
  expect(errors[0]).toContain('thing.moved.v2; publish both');
});

it('treats a new major version beside the old one as a new event', () => {
  record(['thing.moved.v1'], published, folder);
  const both = contractsOf(['thing.moved.v1', moved], ['thing.moved.v2', z.strictObject({ to: z.int() })]);
  expect(compareWithPublished(both, folder)).toEqual({ errors: [], unrecorded: ['thing.moved.v2'] });
});

it('does not record a draft and rejects turning a published event into one', () => {
  const draft: EventContracts = new Map(
    [...published].map(([type, contract]) => [type, { ...contract, draft: true }]),
  );
  expect(compareWithPublished(draft, folder)).toEqual({ errors: [], unrecorded: [] });
  expect(compareWithPublished(published, folder).unrecorded).toEqual(['thing.moved.v1']);
  record(['thing.moved.v1'], published, folder);
  expect(compareWithPublished(draft, folder)).toEqual({
    errors: [expect.stringContaining('thing.moved.v1.json) and is marked as a draft again')],
    unrecorded: [],
  });
});

it('rejects the removal of a published event', () => {
  record(['thing.moved.v1'], published, folder);
  expect(compareWithPublished(new Map(), folder).errors).toEqual([
    expect.stringContaining('thing.moved.v1 was published'),
  ]);
});

it('records the same text for any order in the source', () => {
  record(['thing.moved.v1'], published, folder);
  const text = readFileSync(join(folder, 'thing.moved.v1.json'), 'utf8');
  record(
    ['thing.moved.v1'],
    contractsOf(['thing.moved.v1', z.strictObject({ by: z.string(), to: z.string() })]),
    folder,
  );
  expect(readFileSync(join(folder, 'thing.moved.v1.json'), 'utf8')).toBe(text);
});
