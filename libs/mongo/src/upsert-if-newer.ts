import type { Model, UpdateQuery } from 'mongoose';
import { DuplicateKeyError } from './errors';
import { runOperation } from './run-operation';

/** A document made from the events of another aggregate. */
export interface ProjectionDocument {
  _id: string;
  /** Version of the aggregate that its state is from. */
  sourceVersion: number;
}

/**
 * Stores the state that an event carries unless the same or a newer version is stored: so events may arrive twice, or in
 * any order. Returns whether it was stored. Fails with DatabaseUnavailableError.
 */
export async function upsertIfNewer<Document extends ProjectionDocument>(
  model: Model<Document>,
  { _id, sourceVersion, ...fields }: Document,
): Promise<boolean> {
  const update = { $set: { ...fields, sourceVersion } } as unknown as UpdateQuery<Document>;
  const apply = async (upsert: boolean) => {
    const older = { _id, sourceVersion: { $lt: sourceVersion } } as Record<string, unknown>;
    const result = await runOperation(() => model.updateOne(older as never, update, { upsert }).exec());
    return result.matchedCount + result.upsertedCount > 0;
  };
  try {
    return await apply(true);
  } catch (error) {
    if (!(error instanceof DuplicateKeyError)) throw error;
    // A newer version is stored, or another event created the document at the same moment.
    return apply(false);
  }
}
