import type { Model, UpdateQuery } from 'mongoose';
import { DuplicateKeyError, translateErrors } from './errors';

/** A document made from the events of another aggregate. */
export interface Projection {
  _id: string;
  /** Version of the source that it shows. */
  sourceVersion: number;
}

/**
 * Brings a projection to the state that an event carries, unless it shows the same version or a newer one: so that an event
 * may come twice, or late. Creates it when there is none. Returns whether it was changed.
 * Fails with DatabaseUnavailableError.
 */
export async function upsertIfNewer<Document extends Projection>(
  model: Model<Document>,
  { _id, sourceVersion, ...fields }: Document,
): Promise<boolean> {
  const update = { $set: { ...fields, sourceVersion } } as unknown as UpdateQuery<Document>;
  const apply = async (upsert: boolean) => {
    const older = { _id, sourceVersion: { $lt: sourceVersion } } as Record<string, unknown>;
    const result = await translateErrors(() => model.updateOne(older as never, update, { upsert }).exec());
    return result.matchedCount + result.upsertedCount > 0;
  };
  try {
    return await apply(true);
  } catch (error) {
    if (!(error instanceof DuplicateKeyError)) throw error;
    // It shows a newer one, or another event created it at the same moment.
    return apply(false);
  }
}
