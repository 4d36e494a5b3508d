import type { EventContract } from '../src';
import { dataSchema } from './event-schema';
import { resolved, type JsonSchema } from './json-schema';

/** What a field of this name, or at this path, holds in the examples; all others get the simplest value that their schema allows. */
const byName: Record<string, unknown> = {
  title: 'Knots and ropes',
  'lessons[].title': 'The bowline',
  courseTitle: 'Knots and ropes',
  summary: 'Twelve knots that hold',
  description: 'From the bowline to the *trucker’s hitch*.',
  content: 'A loop that does not slip.',
  tags: ['outdoors', 'sailing'],
  capacity: 30,
  durationMinutes: 10,
};

/** Where the simplest value would mislead. */
const byType: Record<string, object> = {
  'course.published.v1': { status: 'published', publishedAt: '2026-03-01T10:00:00.000Z' },
  'course.changed.v1': { status: 'published', publishedAt: '2026-03-01T10:00:00.000Z', version: 4 },
  'course.archived.v1': { status: 'archived', archivedAt: '2026-03-01T10:00:00.000Z', version: 5 },
};

const byFormat: Record<string, string> = {
  'date-time': '2026-03-01T10:00:00.000Z',
  date: '2026-03-01',
  email: 'ada@example.org',
  uri: 'https://example.org',
};

/**
 * Example data of an event: required fields, and what this file adds. Throws when it does not match the contract; then
 * give the schema an example of its own (`.meta({ examples: […] })`) or add the field here.
 */
export function exampleOf(contract: EventContract): unknown {
  const schema = dataSchema(contract);
  const example = { ...(sample(schema, schema.$defs ?? {}) as object), ...byType[contract.type] };
  const { error } = contract.data.safeParse(example);
  if (error) {
    const errors = error.issues.map(({ path, message }) => `  ${pathText(path)}: ${message}`);
    throw new Error(
      [
        `The example of ${contract.type}, which the documents show, does not match its schema:`,
        ...errors,
        advice,
      ].join('\n'),
    );
  }
  return example;
}

const advice =
  '  Give these fields an example in the schema, `.meta({ examples: […] })`, or one by name in libs/contracts/record/examples.ts.';

/** As the comparison says it: `data.lessons[0].title`. */
const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, step) => text + (typeof step === 'number' ? `[${step}]` : `.${String(step)}`),
    'data',
  );

type Definitions = Record<string, JsonSchema>;

function sample(reference: JsonSchema, definitions: Definitions, path = ''): unknown {
  const schema = resolved(reference, definitions);
  const given = schema.examples ?? (schema as { enum?: unknown[] }).enum ?? [schema.const];
  if (given[0] !== undefined) return given[0];
  const name = path.split('.').at(-1) ?? '';
  const known = byName[path] ?? byName[name];
  if (known !== undefined) return known;
  const alternative = (schema.anyOf ?? schema.oneOf)?.[0];
  return alternative ? sample(alternative, definitions, path) : sampleOfType(schema, definitions, path);
}

function sampleOfType(schema: JsonSchema, definitions: Definitions, path: string): unknown {
  const at = (field: unknown, fieldPath: string) =>
    sample((field ?? {}) as JsonSchema, definitions, fieldPath);
  const { required = [], properties = {}, format } = schema;
  const samples: Record<string, () => unknown> = {
    object: () =>
      Object.fromEntries(
        required.map((name) => [name, at(properties[name], path ? `${path}.${name}` : name)]),
      ),
    array: () => Array.from({ length: schema.minItems || 1 }, () => at(schema.items, `${path}[]`)),
    string: () => (format === 'uuid' ? uuidFor(path) : (byFormat[format ?? ''] ?? textFor(schema, path))),
    integer: () => Math.max(schema.minimum ?? 1, 1),
    number: () => Math.max(schema.minimum ?? 1, 1),
    boolean: () => true,
  };
  return samples[[schema.type].flat()[0] ?? '']?.() ?? null;
}

/** The name of the field, made as long as it has to be. */
function textFor({ minLength = 0, maxLength }: JsonSchema, path: string): string {
  const name = path.split('.').at(-1) ?? '';
  return name.padEnd(minLength, ` ${name}`).slice(0, maxLength);
}

/** Different fields have different ids. */
function uuidFor(path: string): string {
  const sum = [...path].reduce((total, letter) => (total * 31 + letter.charCodeAt(0)) % 65_536, 0);
  return `01987c52-6f2a-7c3e-9d51-0c6a3b1f${sum.toString(16).padStart(4, '0')}`;
}
