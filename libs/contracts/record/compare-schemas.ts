import { normalizeSchema, isLimit, plainKeywords, type NormalizedSchema } from './normalize-schema';
import type { JsonSchema } from './json-schema';
import { isAffected, brokenSideOf, type Traffic, type BrokenSide } from './broken-side';

export interface SchemaChange {
  /** Where, e.g. `data.lessons[].title`. */
  path: string;
  /** E.g. `maxLength was 200, is 100`. */
  what: string;
  /** Missing: the change is compatible. */
  breaks?: BrokenSide;
}

interface Location {
  path: string;
  traffic: Traffic;
}

/**
 * The differences between two schemas. For an event, everything but a new optional field breaks readers or messages; the
 * rules for HTTP are in README.md. Annotations (descriptions, names of definitions) are ignored. Throws for an unknown keyword.
 */
export const compareSchemas = (
  recorded: JsonSchema,
  current: JsonSchema,
  location: Location = { path: 'data', traffic: 'event' },
): SchemaChange[] => compare(location, normalizeSchema(recorded), normalizeSchema(current));

function compare(location: Location, before: NormalizedSchema, after: NormalizedSchema): SchemaChange[] {
  if (location.traffic !== 'event' && (before.anyOf ?? before.oneOf ?? after.anyOf ?? after.oneOf))
    return compareVariants(location, variantsOf(before), variantsOf(after));
  return [
    ...plainKeywords.flatMap((keyword) => compareKeyword(location, keyword, before[keyword], after[keyword])),
    ...compareFields(location, before, after),
    ...compareNested(within(location, '[]'), 'items', before.items, after.items),
    ...compareOthers(within(location, '.*'), before, after),
  ];
}

function compareKeyword(
  location: Location,
  keyword: string,
  before: unknown,
  after: unknown,
): SchemaChange[] {
  if (same(before, after)) return [];
  if (Array.isArray(before) && Array.isArray(after) && keyword === 'enum') {
    return compareEnums(location, before, after);
  }
  const isUnread = location.traffic === 'response' && (isLimit(keyword) || keyword === 'default');
  const what = `${keyword} ${describe('was', before)}, ${describe('is', after)}`;
  return [change(location, what, isUnread ? undefined : brokenSideOf(keyword, before, after))];
}

function compareEnums(location: Location, before: unknown[], after: unknown[]): SchemaChange[] {
  const lost = before.filter((value) => !after.includes(value));
  const gained = after.filter((value) => !before.includes(value));
  return [
    ...lost.map((value) => change(location, `value ${show(value)} removed`, 'messages')),
    ...gained.map((value) => change(location, `value ${show(value)} added`, 'readers')),
  ];
}

function compareFields(
  location: Location,
  before: NormalizedSchema,
  after: NormalizedSchema,
): SchemaChange[] {
  return fieldNames(before, after).flatMap((name) => {
    const at = within(location, `.${name}`);
    const was = before.properties?.[name];
    const is = after.properties?.[name];
    const isRequired = after.required?.includes(name) ?? false;
    if (was && !is) return [fieldRemoved(at)];
    if (is && !was) return [fieldAdded(at, isRequired, before)];
    const wasRequired = before.required?.includes(name) ?? false;
    return [
      ...comparePresence(at, wasRequired, isRequired),
      ...(was && is ? compare(at, was, wasRequired ? withoutDefault(is) : is) : []),
    ];
  });
}

function comparePresence(location: Location, wasRequired: boolean, isRequired: boolean): SchemaChange[] {
  if (wasRequired === isRequired) return [];
  return isRequired
    ? [change(location, 'was optional, is required', 'messages')]
    : [change(location, 'was required, is optional', 'readers')];
}

/** A request that still has the field is rejected. */
const fieldRemoved = (location: Location): SchemaChange =>
  change(location, 'field removed', location.traffic === 'request' ? 'messages' : 'readers');

function fieldAdded(location: Location, required: boolean, holder: NormalizedSchema): SchemaChange {
  const rest = others(holder);
  if (rest !== false) {
    const side = Object.keys(rest).length > 0 ? 'both' : 'messages';
    return change(location, 'field added where any field was allowed', side);
  }
  return required
    ? change(location, 'required field added', 'messages')
    : change(location, 'optional field added');
}

/** The default of a field that was required changes nothing: no message lacks it. */
const withoutDefault = ({ default: _default, ...schema }: NormalizedSchema): NormalizedSchema => schema;

type Nested = NormalizedSchema | boolean | undefined;

function compareNested(location: Location, keyword: string, before: Nested, after: Nested): SchemaChange[] {
  if (typeof before === 'object' && typeof after === 'object') return compare(location, before, after);
  if (before === after) return [];
  return [change(location, `${keyword} ${describe('were', before)}, ${describe('are', after)}`, 'both')];
}

function compareOthers(
  location: Location,
  before: NormalizedSchema,
  after: NormalizedSchema,
): SchemaChange[] {
  const was = others(before);
  const is = others(after);
  const getsStrict = before.properties && before.additionalProperties === undefined;
  if (location.traffic === 'request' && getsStrict && after.additionalProperties === false)
    return [change(location, 'other fields were ignored, are rejected', 'messages')];
  if (location.traffic !== 'event' && was === false && is !== false)
    return [change(location, 'other fields are allowed')];
  return compareNested(location, 'other fields', was, is);
}

/** The schema of unknown fields; false when they are rejected or dropped, which is the same for the reader of an event. */
const others = ({ additionalProperties = false }: NormalizedSchema): NormalizedSchema | false =>
  additionalProperties === true ? {} : additionalProperties;

/** HTTP only: each variant that a writer may send has to fit a variant that the reader accepts. */
function compareVariants(
  location: Location,
  before: NormalizedSchema[],
  after: NormalizedSchema[],
): SchemaChange[] {
  const fits = (was: NormalizedSchema, is: NormalizedSchema) =>
    compare(location, was, is).every(({ breaks }) => !breaks);
  const misfits =
    location.traffic === 'request'
      ? before.filter((was) => !after.some((is) => fits(was, is)))
      : after.filter((is) => !before.some((was) => fits(was, is)));
  if (misfits.length > 0 && before.length === after.length)
    return before.flatMap((was, index) =>
      compare(within(location, `(${index + 1})`), was, after[index] ?? {}),
    );
  const fate = location.traffic === 'request' ? 'is no longer accepted' : 'is new';
  return misfits.map((variant) => change(location, `${show(variant)} ${fate}`, 'both'));
}

/** The alternatives of a union; another schema is its own only variant. */
function variantsOf({ anyOf, oneOf, ...rest }: NormalizedSchema): NormalizedSchema[] {
  const variants = (anyOf ?? oneOf ?? [{}]) as NormalizedSchema[];
  return variants.map((variant) => ({ ...rest, ...variant }));
}

function fieldNames(...schemas: NormalizedSchema[]): string[] {
  const names = schemas.flatMap(({ properties, required }) => [
    ...Object.keys(properties ?? {}),
    ...(required ?? []),
  ]);
  return [...new Set(names)].sort();
}

function change({ path, traffic }: Location, what: string, side?: BrokenSide): SchemaChange {
  return { path, what, ...(side && isAffected(traffic, side) && { breaks: side }) };
}

const within = ({ path, traffic }: Location, more: string): Location => ({ path: path + more, traffic });
const show = (value: unknown): string => JSON.stringify(value);
const same = (a: unknown, b: unknown): boolean => show(a) === show(b);
const describe = (verb: string, value: unknown): string =>
  value === undefined ? `${verb} not there` : `${verb} ${show(value)}`;
