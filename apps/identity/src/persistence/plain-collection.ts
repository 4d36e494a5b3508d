import type { Database } from '@courses/mongo';
import { Schema, type Model, type SchemaDefinition } from 'mongoose';

/** A collection without events. Documents are removed some time after `expiresAt`, where they have it. */
export function plainCollection<Document>(
  database: Database,
  collection: string,
  fields: SchemaDefinition,
  index?: Record<string, 1 | -1>,
): Model<Document> {
  const schema = new Schema(
    { _id: String, ...fields },
    {
      collection,
      versionKey: false,
      bufferCommands: false,
      autoCreate: false,
      autoIndex: false,
      strict: 'throw',
      strictQuery: 'throw',
    },
  );
  if ('expiresAt' in fields) schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
  if (index) schema.index(index);
  const model = database.connection.model(collection, schema) as unknown as Model<Document>;
  database.prepare(() => model.createIndexes());
  return model;
}
