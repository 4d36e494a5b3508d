import { bareSchema, isLowerBound, isUpperBound, plainKeywords, type BareSchema } from './bare-schema';
import type { JsonSchema } from './event-schema';

/**
 * Who suffers from a change: `readers` were deployed with the recorded schema and meet a message of today;
 * `messages` were written under the recorded schema, are stored or on their way, and meet a reader of today.
 */
export type Victim = 'readers' | 'messages' | 'both';

export interface SchemaChange {
  /** Where, e.g. `data.lessons[].title`. */
  path: string;
  /** E.g. `maxLength was 200, is 100`. */
  what: string;
  /** Missing: the change is compatible. */
  breaks?: Victim;
}

/**
 * What changed for readers and messages. Readers validate, and drop fields that they do not know; so a new optional
 * field is the only change that breaks nobody. Wider is as bad as narrower: old readers refuse what is newly allowed.
 * Words about the data (descriptions, names of definitions) are no change.
 * Throws at a keyword that it does not know.
 */
export const compareSchemas = (recorded: JsonSchema, current: JsonSchema): SchemaChange[] =>
  compare('data', bareSchema(recorded), bareSchema(current));

function compare(path: string, before: BareSchema, after: BareSchema): SchemaChange[] {
  return [
    ...plainKeywords.flatMap((keyword) => compareKeyword(path, keyword, before[keyword], after[keyword])),
    ...compareFields(path, before, after),
    ...compareNested(`${path}[]`, 'items', before.items, after.items),
    ...compareNested(`${path}.*`, 'other fields', others(before), others(after)),
  ];
}

function compareKeyword(path: string, keyword: string, before: unknown, after: unknown): SchemaChange[] {
  if (same(before, after)) return [];
  if (Array.isArray(before) && Array.isArray(after) && keyword === 'enum') {
    return compareEnums(path, before, after);
  }
  const what = `${keyword} ${shown('was', before)}, ${shown('is', after)}`;
  return [{ path, what, breaks: victimOf(keyword, before, after) }];
}

function compareEnums(path: string, before: unknown[], after: unknown[]): SchemaChange[] {
  const lost = before.filter((value) => !after.includes(value));
  const gained = after.filter((value) => !before.includes(value));
  return [
    ...lost.map((value) => ({ path, what: `value ${show(value)} removed`, breaks: 'messages' as const })),
    ...gained.map((value) => ({ path, what: `value ${show(value)} added`, breaks: 'readers' as const })),
  ];
}

function compareFields(path: string, before: BareSchema, after: BareSchema): SchemaChange[] {
  return fieldNames(before, after).flatMap((name) => {
    const at = `${path}.${name}`;
    const was = before.properties?.[name];
    const is = after.properties?.[name];
    const isRequired = after.required?.includes(name) ?? false;
    if (was && !is) return [{ path: at, what: 'field removed', breaks: 'readers' }];
    if (is && !was) return [fieldAdded(at, isRequired, before)];
    const wasRequired = before.required?.includes(name) ?? false;
    const presence: SchemaChange[] =
      wasRequired === isRequired
        ? []
        : isRequired
          ? [{ path: at, what: 'was optional, is required', breaks: 'messages' }]
          : [{ path: at, what: 'was required, is optional', breaks: 'readers' }];
    return [...presence, ...(was && is ? compare(at, was, is) : [])];
  });
}

function fieldAdded(path: string, required: boolean, holder: BareSchema): SchemaChange {
  if (required) return { path, what: 'required field added', breaks: 'messages' };
  if (others(holder) !== false) {
    return { path, what: 'field added where any field was allowed', breaks: 'messages' };
  }
  return { path, what: 'optional field added' };
}

type Nested = BareSchema | boolean | undefined;

function compareNested(path: string, keyword: string, before: Nested, after: Nested): SchemaChange[] {
  if (typeof before === 'object' && typeof after === 'object') return compare(path, before, after);
  if (before === after) return [];
  return [{ path, what: `${keyword} ${shown('were', before)}, ${shown('are', after)}`, breaks: 'both' }];
}

/** Unknown fields are refused or dropped, which is the same to a reader; or they have a schema. */
const others = ({ additionalProperties = false }: BareSchema): BareSchema | false =>
  additionalProperties === true ? {} : additionalProperties;

function fieldNames(...schemas: BareSchema[]): string[] {
  const names = schemas.flatMap(({ properties, required }) => [
    ...Object.keys(properties ?? {}),
    ...(required ?? []),
  ]);
  return [...new Set(names)].sort();
}

function victimOf(keyword: string, before: unknown, after: unknown): Victim {
  if (before === undefined) return 'messages';
  if (after === undefined) return 'readers';
  if (isUpperBound(keyword)) return Number(after) < Number(before) ? 'messages' : 'readers';
  if (isLowerBound(keyword)) return Number(after) > Number(before) ? 'messages' : 'readers';
  return 'both';
}

const show = (value: unknown): string => JSON.stringify(value);
const same = (a: unknown, b: unknown): boolean => show(a) === show(b);
const shown = (verb: string, value: unknown): string =>
  value === undefined ? `${verb} not there` : `${verb} ${show(value)}`;
