import { resolved, type JsonSchema } from './json-schema';

/** A schema without references and annotations: only what decides whether a message is valid. */
export type NormalizedSchema = Record<string, unknown> & {
  properties?: Record<string, NormalizedSchema>;
  required?: string[];
  items?: NormalizedSchema | boolean;
  additionalProperties?: NormalizedSchema | boolean;
};

const annotations = [
  '$schema',
  '$id',
  '$defs',
  'id',
  'title',
  'description',
  'examples',
  'deprecated',
  'readOnly',
];
const holdsSchemas = ['anyOf', 'oneOf', 'allOf', 'prefixItems'];
const holdsSchema = ['items', 'additionalProperties', 'propertyNames', 'not'];
const upperBounds = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'];
const lowerBounds = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'];
const rules = [
  'type',
  'enum',
  'format',
  'pattern',
  'multipleOf',
  'uniqueItems',
  'default',
  'contentEncoding',
];

/** Keywords that are compared by their value alone. */
export const plainKeywords = [
  ...rules,
  ...upperBounds,
  ...lowerBounds,
  ...holdsSchemas,
  'propertyNames',
  'not',
] as const;

export const isUpperBound = (keyword: string): boolean => upperBounds.includes(keyword);
export const isLowerBound = (keyword: string): boolean => lowerBounds.includes(keyword);

/** How long, large or many, or how it is spelled: out of these limits a value is still of its type. */
export const isLimit = (keyword: string): boolean =>
  ['pattern', 'multipleOf', 'uniqueItems', ...upperBounds, ...lowerBounds].includes(keyword);

/**
 * The schema without annotations, a constant as a choice of one, and references resolved, or kept when definitions are
 * `kept`. Throws at a keyword that the comparison does not know: what it means for readers has to be thought about first.
 */
export function normalizeSchema(
  schema: JsonSchema,
  definitions: Record<string, JsonSchema> | 'kept' = schema.$defs ?? {},
): NormalizedSchema {
  const normalize: NormalizedSchema = {};
  const nested = (child: unknown): unknown =>
    typeof child === 'object' && child !== null ? normalizeSchema(child as JsonSchema, definitions) : child;

  for (const [keyword, value] of Object.entries(schema)) {
    if (annotations.includes(keyword)) continue;
    if (keyword === 'const') normalize.enum = [value];
    else if (keyword === '$ref' && definitions === 'kept') normalize.$ref = value;
    else if (keyword === '$ref' && definitions !== 'kept')
      Object.assign(normalize, normalizeSchema(resolved({ $ref: String(value) }, definitions), definitions));
    else if (keyword === 'properties') normalize.properties = mapValues(value as object, nested);
    else if (keyword === 'required') normalize.required = value as string[];
    else if (holdsSchemas.includes(keyword)) normalize[keyword] = (value as unknown[]).map(nested);
    else if (holdsSchema.includes(keyword)) normalize[keyword] = nested(value);
    else if ((plainKeywords as readonly string[]).includes(keyword)) normalize[keyword] = value;
    else
      throw new Error(
        `The keyword "${keyword}" is unknown to the comparison of schemas. Express it in zod in another way, or add to libs/contracts/record/normalize-schema.ts which side breaks when it changes.`,
      );
  }
  return normalize;
}

const mapValues = (object: object, map: (value: unknown) => unknown) =>
  Object.fromEntries(Object.entries(object).map(([name, value]) => [name, map(value) as NormalizedSchema]));
