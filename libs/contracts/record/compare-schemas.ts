import { normalizeSchema, isLimit, plainKeywords, type NormalizedSchema } from './normalize-schema';
import type { JsonSchema } from './json-schema';
import { isBroken, brokenSideOf, type Traffic, type BrokenSide } from './broken-side';

export interface SchemaChange {
  /** Where, e.g. `data.lessons[].title`. */
  path: string;
  /** E.g. `maxLength was 200, is 100`. */
  what: string;
  /** Missing: the change is compatible. */
  breaks?: BrokenSide;
}

/** Where in what. */
interface Place {
  path: string;
  traffic: Traffic;
}

/**
 * What changed for readers and messages: for an event, everything but a new optional field breaks somebody; the rules for
 * HTTP are in README.md. Words about the data (descriptions, names of definitions) are no change.
 * Throws at a keyword that it does not know.
 */
export const compareSchemas = (
  recorded: JsonSchema,
  current: JsonSchema,
  place: Place = { path: 'data', traffic: 'event' },
): SchemaChange[] => compare(place, normalizeSchema(recorded), normalizeSchema(current));

function compare(place: Place, before: NormalizedSchema, after: NormalizedSchema): SchemaChange[] {
  if (place.traffic !== 'event' && (before.anyOf ?? before.oneOf ?? after.anyOf ?? after.oneOf))
    return compareVariants(place, variantsOf(before), variantsOf(after));
  return [
    ...plainKeywords.flatMap((keyword) => compareKeyword(place, keyword, before[keyword], after[keyword])),
    ...compareFields(place, before, after),
    ...compareNested(within(place, '[]'), 'items', before.items, after.items),
    ...compareOthers(within(place, '.*'), before, after),
  ];
}

function compareKeyword(place: Place, keyword: string, before: unknown, after: unknown): SchemaChange[] {
  if (same(before, after)) return [];
  if (Array.isArray(before) && Array.isArray(after) && keyword === 'enum') {
    return compareEnums(place, before, after);
  }
  const isUnread = place.traffic === 'response' && (isLimit(keyword) || keyword === 'default');
  const what = `${keyword} ${shown('was', before)}, ${shown('is', after)}`;
  return [change(place, what, isUnread ? undefined : brokenSideOf(keyword, before, after))];
}

function compareEnums(place: Place, before: unknown[], after: unknown[]): SchemaChange[] {
  const lost = before.filter((value) => !after.includes(value));
  const gained = after.filter((value) => !before.includes(value));
  return [
    ...lost.map((value) => change(place, `value ${show(value)} removed`, 'messages')),
    ...gained.map((value) => change(place, `value ${show(value)} added`, 'readers')),
  ];
}

function compareFields(place: Place, before: NormalizedSchema, after: NormalizedSchema): SchemaChange[] {
  return fieldNames(before, after).flatMap((name) => {
    const at = within(place, `.${name}`);
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

function comparePresence(place: Place, wasRequired: boolean, isRequired: boolean): SchemaChange[] {
  if (wasRequired === isRequired) return [];
  return isRequired
    ? [change(place, 'was optional, is required', 'messages')]
    : [change(place, 'was required, is optional', 'readers')];
}

/** A request that still has the field is refused. */
const fieldRemoved = (place: Place): SchemaChange =>
  change(place, 'field removed', place.traffic === 'request' ? 'messages' : 'readers');

function fieldAdded(place: Place, required: boolean, holder: NormalizedSchema): SchemaChange {
  const rest = others(holder);
  if (rest !== false) {
    const brokenSide = Object.keys(rest).length > 0 ? 'both' : 'messages';
    return change(place, 'field added where any field was allowed', brokenSide);
  }
  return required ? change(place, 'required field added', 'messages') : change(place, 'optional field added');
}

/** Nobody ever left the field out. */
const withoutDefault = ({ default: _default, ...schema }: NormalizedSchema): NormalizedSchema => schema;

type Nested = NormalizedSchema | boolean | undefined;

function compareNested(place: Place, keyword: string, before: Nested, after: Nested): SchemaChange[] {
  if (typeof before === 'object' && typeof after === 'object') return compare(place, before, after);
  if (before === after) return [];
  return [change(place, `${keyword} ${shown('were', before)}, ${shown('are', after)}`, 'both')];
}

function compareOthers(place: Place, before: NormalizedSchema, after: NormalizedSchema): SchemaChange[] {
  const was = others(before);
  const is = others(after);
  const getsStrict = before.properties && before.additionalProperties === undefined;
  if (place.traffic === 'request' && getsStrict && after.additionalProperties === false)
    return [change(place, 'other fields were ignored, are refused', 'messages')];
  if (place.traffic !== 'event' && was === false && is !== false)
    return [change(place, 'other fields are allowed')];
  return compareNested(place, 'other fields', was, is);
}

/** Unknown fields are refused or dropped, which is the same to the reader of an event; or they have a schema. */
const others = ({ additionalProperties = false }: NormalizedSchema): NormalizedSchema | false =>
  additionalProperties === true ? {} : additionalProperties;

/** Of HTTP: whatever is written, in one of its variants, has to fit a variant that is read. */
function compareVariants(
  place: Place,
  before: NormalizedSchema[],
  after: NormalizedSchema[],
): SchemaChange[] {
  const fits = (was: NormalizedSchema, is: NormalizedSchema) =>
    compare(place, was, is).every(({ breaks }) => !breaks);
  const misfits =
    place.traffic === 'request'
      ? before.filter((was) => !after.some((is) => fits(was, is)))
      : after.filter((is) => !before.some((was) => fits(was, is)));
  if (misfits.length > 0 && before.length === after.length)
    return before.flatMap((was, index) => compare(within(place, `(${index + 1})`), was, after[index] ?? {}));
  const fate = place.traffic === 'request' ? 'is not taken any more' : 'is new';
  return misfits.map((variant) => change(place, `${show(variant)} ${fate}`, 'both'));
}

/** The alternatives of a union; anything else is its only one. */
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

function change({ path, traffic }: Place, what: string, brokenSide?: BrokenSide): SchemaChange {
  return { path, what, ...(brokenSide && isBroken(traffic, brokenSide) && { breaks: brokenSide }) };
}

const within = ({ path, traffic }: Place, more: string): Place => ({ path: path + more, traffic });
const show = (value: unknown): string => JSON.stringify(value);
const same = (a: unknown, b: unknown): boolean => show(a) === show(b);
const shown = (verb: string, value: unknown): string =>
  value === undefined ? `${verb} not there` : `${verb} ${show(value)}`;
