import type { mongo } from 'mongoose';

/** The aggregate was changed between reading and writing; nothing was written. */
export class ConflictError extends Error {
  override readonly name = 'ConflictError';
  readonly code = 'write-conflict';

  constructor(collection: string, id: string) {
    super(`${collection} ${id} was modified concurrently; read it again and repeat.`);
  }
}

/** A unique index rejected the write. */
export class DuplicateKeyError extends Error {
  override readonly name = 'DuplicateKeyError';

  constructor(readonly keyPattern: Record<string, unknown>) {
    super(`Another document has the same ${Object.keys(keyPattern).join(', ')}.`);
  }
}

/** The pending events leave no room in the document; they leave it when the relay reaches the broker again. */
export class OutboxFullError extends Error {
  override readonly name = 'OutboxFullError';
  readonly code = 'outbox-full';

  constructor() {
    super('Too many events wait to be published; retry later.');
  }
}

/** The database cannot be reached. */
export class DatabaseUnavailableError extends Error {
  override readonly name = 'DatabaseUnavailableError';
  readonly code = 'not-ready';

  constructor(cause: unknown) {
    super('The database cannot be reached at the moment; try again later.', { cause });
  }
}

const unavailable = new Set([
  'MongoServerSelectionError',
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoNotConnectedError',
  'MongoPoolClearedError',
  'MongoTopologyClosedError',
  'MongoClientClosedError',
]);

/** BSONObjectTooLarge, and the code of an update whose result would be too large. */
const tooLarge = new Set([10334, 17419]);

/** Runs a database operation; fails with one of the errors of this file, or with the driver's own when it is none of these. */
export async function translateErrors<T>(operation: () => Promise<T>): Promise<T> {
  try {
    return await operation();
  } catch (error) {
    throw translate(error as mongo.MongoServerError);
  }
}

function translate(error: mongo.MongoServerError): Error {
  if (error.code === 11000) return new DuplicateKeyError((error.keyPattern ?? {}) as Record<string, unknown>);
  if (tooLarge.has(Number(error.code))) return new OutboxFullError();
  const disconnected = error.name === 'MongooseError' && error.message.includes('before initial connection');
  if (unavailable.has(error.name) || disconnected) return new DatabaseUnavailableError(error);
  return error;
}
