import { z } from 'zod';

export type JsonSchema = z.core.JSONSchema.BaseSchema;

/**
 * The JSON Schema of what a writer may send: a field with a default is optional. Not in it: refinements (`refine`), which
 * are code. Throws, with what to do, when a part of it cannot be said in JSON Schema; `of` names the contract.
 */
export function jsonSchema(of: string, type: z.ZodType): JsonSchema {
  try {
    return z.toJSONSchema(type, { io: 'input', cycles: 'throw', target: 'draft-2020-12' });
  } catch (error) {
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw new Error(
      `${[of, ...placesOutsideJson(type)].join(', ')}: ${reason}. ` +
        'Contracts travel as JSON: say it with what JSON has, e.g. z.iso.datetime() for a date, and without circles.',
      { cause: error },
    );
  }
}

function placesOutsideJson(type: z.ZodType): string[] {
  const places: string[] = [];
  z.toJSONSchema(type, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema: made, path }) => {
      const isInJson = Object.keys(made).length > 0 || ['any', 'unknown'].includes(zodSchema._zod.def.type);
      if (!isInJson) places.push(path.filter((step) => step !== 'properties').join('.'));
    },
  });
  return places.slice(0, 1);
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

/** The definition that a reference leads to; any other schema is its own. */
export function resolved(schema: JsonSchema, definitions: Record<string, JsonSchema>): JsonSchema {
  if (schema.$ref === undefined) return schema;
  const found = definitions[definitionName(schema.$ref)];
  if (!found) throw new Error(`The reference "${schema.$ref}" leads nowhere.`);
  return resolved(found, definitions);
}

export const definitionName = (reference: string): string => reference.replace('#/$defs/', '');
