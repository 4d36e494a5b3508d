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
const schemaListKeywords = ['anyOf', 'oneOf', 'allOf', 'prefixItems'];
const schemaKeywords = ['items', 'additionalProperties', 'propertyNames', 'not'];
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
  ...schemaListKeywords,
  'propertyNames',
  'not',
] as const;

export const isUpperBound = (keyword: string): boolean => upperBounds.includes(keyword);
export const isLowerBound = (keyword: string): boolean => lowerBounds.includes(keyword);

/** How long, large or many, or of which pattern: outside of these limits a value still has its type. */
export const isLimit = (keyword: string): boolean =>
  ['pattern', 'multipleOf', 'uniqueItems', ...upperBounds, ...lowerBounds].includes(keyword);

/**
 * The schema without annotations, a constant as a choice of one, and references resolved, or kept when definitions are
 * `kept`. Throws at a keyword that the comparison does not know: its effect on readers has to be decided first.
 */
export function normalizeSchema(
  schema: JsonSchema,
  definitions: Record<string, JsonSchema> | 'kept' = schema.$defs ?? {},
): NormalizedSchema {
  const bare: NormalizedSchema = {};
  const nested = (child: unknown): unknown =>
    typeof child === 'object' && child !== null ? normalizeSchema(child as JsonSchema, definitions) : child;

  for (const [keyword, value] of Object.entries(schema)) {
    if (annotations.includes(keyword)) continue;
    if (keyword === 'const') bare.enum = [value];
    else if (keyword === '$ref' && definitions === 'kept') bare.$ref = value;
    else if (keyword === '$ref' && definitions !== 'kept')
      Object.assign(bare, normalizeSchema(resolved({ $ref: String(value) }, definitions), definitions));
    else if (keyword === 'properties') bare.properties = mapValues(value as object, nested);
    else if (keyword === 'required') bare.required = value as string[];
    else if (schemaListKeywords.includes(keyword)) bare[keyword] = (value as unknown[]).map(nested);
    else if (schemaKeywords.includes(keyword)) bare[keyword] = nested(value);
    else if ((plainKeywords as readonly string[]).includes(keyword)) bare[keyword] = value;
    else
      throw new Error(
        `The keyword "${keyword}" is unknown to the comparison of schemas. Use another zod type, or decide in libs/contracts/record/broken-side.ts which side breaks when it changes.`,
      );
  }
  return bare;
}

const mapValues = (object: object, map: (value: unknown) => unknown) =>
  Object.fromEntries(Object.entries(object).map(([name, value]) => [name, map(value) as NormalizedSchema]));
