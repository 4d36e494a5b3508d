import { z } from 'zod';

export type JsonSchema = z.core.JSONSchema.BaseSchema;

/**
 * The JSON Schema of what a writer may send: a field with a default is optional. Refinements (`refine`) are not
 * in it: they are code. Throws for what JSON Schema cannot represent; `of` names the contract.
 */
export function jsonSchema(of: string, type: z.ZodType): JsonSchema {
  try {
    return z.toJSONSchema(type, { io: 'input', cycles: 'throw', target: 'draft-2020-12' });
  } catch (error) {
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw new Error(
      `${[of, ...pathsOutsideJson(type)].join(', ')}: ${reason}. ` +
        'Contracts are sent as JSON: use a type that JSON has, e.g. z.iso.datetime() for a date, and no cycles.',
      { cause: error },
    );
  }
}

function pathsOutsideJson(type: z.ZodType): string[] {
  const paths: string[] = [];
  z.toJSONSchema(type, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema: made, path }) => {
      const isInJson = Object.keys(made).length > 0 || ['any', 'unknown'].includes(zodSchema._zod.def.type);
      if (!isInJson) paths.push(path.filter((step) => step !== 'properties').join('.'));
    },
  });
  return paths.slice(0, 1);
}

/** In an order that does not depend on the source code: keys, enums and required fields by name. */
export function sorted(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => sorted(item));
    return key === 'required' || key === 'enum' ? items.sort() : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, child]) => [name, sorted(child, name)]));
}

/** Follows references to their definition. */
export function resolved(schema: JsonSchema, definitions: Record<string, JsonSchema>): JsonSchema {
  if (schema.$ref === undefined) return schema;
  const found = definitions[definitionName(schema.$ref)];
  if (!found) throw new Error(`The reference "${schema.$ref}" has no definition.`);
  return resolved(found, definitions);
}

export const definitionName = (reference: string): string => reference.replace('#/$defs/', '');
