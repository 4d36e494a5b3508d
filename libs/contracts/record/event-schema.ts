import type { EventContract } from '../src';
import { jsonSchema, sorted, type JsonSchema } from './json-schema';

/** The JSON Schema of an event's data, as a reader takes it. Throws as `jsonSchema` does. */
export const dataSchema = ({ type, data }: EventContract): JsonSchema => jsonSchema(type, data);

/** The same, named and in an order that does not depend on the source code. */
export const eventSchema = (contract: EventContract): JsonSchema =>
  sorted({ ...dataSchema(contract), title: contract.type, description: contract.summary }) as JsonSchema;
