import { z } from 'zod';
import { event } from '../src/events/event';
import { compareSchemas } from './compare-schemas';
import { eventSchema } from './event-schema';
import type { BrokenSide } from './broken-side';

const schemaOf = (data: z.ZodType) =>
  eventSchema(event({ type: 'thing.moved.v1', source: 'things', summary: 'A thing moved.', data }));
const compare = (before: z.ZodType, after: z.ZodType) => compareSchemas(schemaOf(before), schemaOf(after));

const base = {
  title: z.string().min(1).max(10),
  level: z.enum(['low', 'high']),
  size: z.int().min(1).max(9),
  note: z.string().optional(),
  kind: z.literal('box'),
  at: z.iso.datetime(),
  tags: z.array(z.string()).max(5),
  parts: z.array(z.strictObject({ name: z.string() })),
  counts: z.record(z.string(), z.int()),
  owner: z.strictObject({ name: z.string().nullable() }),
  shape: z.discriminatedUnion('is', [
    z.strictObject({ is: z.literal('round'), radius: z.int() }),
    z.strictObject({ is: z.literal('square'), side: z.int() }),
  ]),
};
type Fields = Record<string, z.ZodType>;
const without = (name: keyof typeof base): Fields =>
  Object.fromEntries(Object.entries(base).filter(([key]) => key !== name));

const breaking: [string, Fields, string, BrokenSide][] = [
  ['a field that is gone', without('title'), 'data.title: field removed', 'readers'],
  ['an optional field that is gone', without('note'), 'data.note: field removed', 'readers'],
  ['a new required field', { ...base, extra: z.string() }, 'data.extra: required field added', 'messages'],
  ['optional to required', { ...base, note: z.string() }, 'data.note: was optional, is required', 'messages'],
  [
    'required to optional',
    { ...base, size: base.size.optional() },
    'data.size: was required, is optional',
    'readers',
  ],
  [
    'a longer text',
    { ...base, title: z.string().min(1).max(20) },
    'data.title: maxLength was 10, is 20',
    'readers',
  ],
  [
    'a shorter text',
    { ...base, title: z.string().min(1).max(5) },
    'data.title: maxLength was 10, is 5',
    'messages',
  ],
  [
    'a text of any length',
    { ...base, title: z.string().min(1) },
    'data.title: maxLength was 10, is not there',
    'readers',
  ],
  [
    'a higher minimum',
    { ...base, size: z.int().min(2).max(9) },
    'data.size: minimum was 1, is 2',
    'messages',
  ],
  ['a lower minimum', { ...base, size: z.int().min(0).max(9) }, 'data.size: minimum was 1, is 0', 'readers'],
  [
    'fewer items',
    { ...base, tags: z.array(z.string()).max(4) },
    'data.tags: maxItems was 5, is 4',
    'messages',
  ],
  [
    'a fraction',
    { ...base, size: z.number().min(1).max(9) },
    'data.size: type was "integer", is "number"',
    'readers',
  ],
  ['a value less', { ...base, level: z.enum(['low']) }, 'data.level: value "high" removed', 'messages'],
  [
    'a value more',
    { ...base, level: z.enum(['low', 'mid', 'high']) },
    'data.level: value "mid" added',
    'readers',
  ],
  ['another constant', { ...base, kind: z.literal('bag') }, 'data.kind: value "bag" added', 'readers'],
  ['another format', { ...base, at: z.iso.date() }, 'data.at: format was "date-time", is "date"', 'both'],
  [
    'a pattern',
    { ...base, note: z.string().regex(/^a/).optional() },
    'data.note: pattern was not there, is "^a"',
    'messages',
  ],
  [
    'a field deep inside that is gone',
    { ...base, parts: z.array(z.strictObject({})) },
    'data.parts[].name: field removed',
    'readers',
  ],
  [
    'a field of a record that is narrower',
    { ...base, counts: z.record(z.string(), z.int().max(3)) },
    'data.counts.*: maximum was 9007199254740991, is 3',
    'messages',
  ],
  [
    'no null any more',
    { ...base, owner: z.strictObject({ name: z.string() }) },
    'data.owner.name: type was ["string","null"], is "string"',
    'messages',
  ],
  ['another field where any was allowed', { ...base, counts: z.looseObject({}) }, 'data.counts.*', 'readers'],
];

test.each(breaking)('%s breaks', (_name, after, text, breaks) => {
  const changes = compare(z.strictObject(base), z.strictObject(after)).filter((change) => change.breaks);
  expect(changes.map(({ path, what }) => `${path}: ${what}`)).toEqual(
    expect.arrayContaining([expect.stringContaining(text)]),
  );
  expect(changes.map((change) => change.breaks)).toContain(breaks);
});

test('a variant more, a variant less, and a change inside a variant break', () => {
  const [round, square] = base.shape.options;
  const oval = z.strictObject({ is: z.literal('oval') });
  for (const variants of [
    [round, square, oval],
    [round],
    [round, square.extend({ turned: z.int().optional() })],
  ]) {
    const shape = z.discriminatedUnion('is', variants as [typeof round, ...(typeof round)[]]);
    expect(compare(z.strictObject(base), z.strictObject({ ...base, shape }))).toEqual([
      { path: 'data.shape', what: expect.stringMatching('^oneOf was'), breaks: 'both' },
    ]);
  }
});

test('a field added where messages could carry any field breaks', () => {
  expect(compare(z.looseObject({}), z.looseObject({ size: z.int().optional() }))).toEqual([
    { path: 'data.size', what: 'field added where any field was allowed', breaks: 'messages' },
  ]);
});

const fine: [string, Fields, string[]][] = [
  ['nothing', base, []],
  ['another order', Object.fromEntries(Object.entries(base).reverse()), []],
  ['another order of values', { ...base, level: z.enum(['high', 'low']) }, []],
  [
    'words',
    { ...base, title: base.title.meta({ title: 'T', description: 'Its name', examples: ['x'] }) },
    [],
  ],
  ['a definition of its own', { ...base, owner: base.owner.meta({ id: 'Owner' }) }, []],
  ['a reader that does not mind unknown fields', { ...base, owner: z.object(base.owner.shape) }, []],
  ['an optional field', { ...base, extra: z.string().optional() }, ['data.extra']],
  ['a field with a default', { ...base, extra: z.string().default('none') }, ['data.extra']],
  [
    'an optional field deep inside',
    { ...base, parts: z.array(z.strictObject({ name: z.string(), weight: z.int().optional() })) },
    ['data.parts[].weight'],
  ],
];

test.each(fine)('%s is compatible', (_name, after, paths) => {
  expect(compare(z.strictObject(base), z.strictObject(after))).toEqual(
    paths.map((path) => ({ path, what: 'optional field added' })),
  );
});

test.each([
  ['unevaluatedProperties', { type: 'object', unevaluatedProperties: false }],
  ['patternProperties', { properties: { deep: { patternProperties: {} } } }],
])('the keyword %s is unknown and stops the comparison, even when nothing changed', (keyword, schema) => {
  expect(() => compareSchemas(schema as never, schema as never)).toThrow(`"${keyword}" is unknown`);
});
