import { z } from 'zod';
import type { EventContract } from '../src';

export type JsonSchema = z.core.JSONSchema.BaseSchema;

/**
 * The JSON Schema of an event's data, as a reader takes it: a field with a default is optional. Throws when a part of
 * the contract cannot be said in JSON Schema. Not in it: refinements (`refine`), which are code.
 */
export const dataSchema = ({ data }: EventContract): JsonSchema =>
  z.toJSONSchema(data, { io: 'input', cycles: 'throw', target: 'draft-2020-12' });

/** The same, named and in an order that does not depend on the source code: keys, enums and required fields by name. */
export const eventSchema = (contract: EventContract): JsonSchema =>
  sorted({ ...dataSchema(contract), title: contract.type, description: contract.summary }) as JsonSchema;

function sorted(value: unknown, key = ''): unknown {
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
