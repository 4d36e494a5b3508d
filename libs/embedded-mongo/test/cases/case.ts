import { mongo } from 'mongoose';

/* eslint-disable @typescript-eslint/no-explicit-any -- the cases also send what no type allows */
export type Doc = Record<string, any>;
export type Collection = mongo.Collection<{ _id: number | string | mongo.ObjectId; [field: string]: any }>;
/* eslint-enable @typescript-eslint/no-explicit-any */

/** One operation on a collection of its own, and what MongoDB answers. */
export interface Case {
  name: string;
  /** The documents that are there before. */
  given?: Doc[];
  run(collection: Collection, db: mongo.Db): Promise<unknown>;
  expect: unknown;
  /** How the MongoDB-compatible server of our tests differs from MongoDB; the case fails once it no longer does. */
  knownDifference?: string;
  /** What MongoDB does and this server deliberately does not; the answers are not compared. */
  differsOnPurpose?: string;
}

/** The operation's answer, or what its error tells a client, in plain values. */
export async function outcome(operation: () => Promise<unknown>): Promise<unknown> {
  try {
    return plain(await operation());
  } catch (error) {
    if (!(error instanceof mongo.MongoServerError)) throw error;
    return plain({ error: describeError(error) });
  }
}

function describeError(error: mongo.MongoServerError): Doc {
  const { code, codeName, keyPattern, keyValue } = error;
  const message = code === 11000 ? { message: error.message } : {};
  const described = { code, codeName, keyPattern, keyValue, ...message };
  if (!(error instanceof mongo.MongoBulkWriteError)) return described;
  const writeErrors = [error.writeErrors]
    .flat()
    .map(({ index, code: itsCode }) => ({ index, code: itsCode }));
  const { insertedCount, matchedCount, modifiedCount, upsertedCount, deletedCount } = error.result;
  return {
    ...described,
    writeErrors,
    counts: { insertedCount, matchedCount, modifiedCount, upsertedCount, deletedCount },
  };
}

function plain(value: unknown): unknown {
  if (value instanceof mongo.ObjectId)
    return `ObjectId(${value.toHexString().replace(/^(?!0000).*/, 'generated')})`;
  if (value instanceof mongo.Binary) return `Binary(${value.sub_type}, ${value.toString('base64')})`;
  if (value instanceof mongo.Decimal128) return `Decimal128(${value.toString()})`;
  if (value instanceof mongo.Long) return value.toNumber();
  if (value instanceof Date) return `Date(${value.getTime()})`;
  if (value instanceof RegExp) return String(value);
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, v]) => v !== undefined)
      .map(([k, v]) => [k, plain(v)]),
  );
}

/** The ids of what a filter finds, in order of `_id`. */
export const ids = async (collection: Collection, filter: Doc): Promise<unknown[]> =>
  (await collection.find(filter).sort({ _id: 1 }).toArray()).map(({ _id }) => _id as unknown);

/** A case that says which of the given documents a filter finds. */
export const finds = (
  name: string,
  given: Doc[],
  filter: Doc,
  expect: unknown[] | Doc,
  knownDifference?: string,
): Case => ({
  name,
  given,
  run: (c) => ids(c, filter),
  expect,
  knownDifference,
});

/** A case that says what becomes of the one given document. */
export const updates = (
  name: string,
  given: Doc,
  update: Doc | Doc[],
  expect: Doc,
  knownDifference?: string,
): Case => ({
  name,
  given: [{ _id: 1, ...given }],
  run: async (c) => {
    const { matchedCount, modifiedCount } = await c.updateOne({ _id: 1 }, update);
    return { matchedCount, modifiedCount, after: await c.findOne({ _id: 1 }, { projection: { _id: 0 } }) };
  },
  expect: 'error' in expect ? expect : { matchedCount: 1, modifiedCount: 1, after: expect },
  knownDifference,
});
