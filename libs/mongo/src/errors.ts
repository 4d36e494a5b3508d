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

/** The database cannot be reached, does not answer in time, or has no primary at the moment. A write may have happened. */
export class DatabaseUnavailableError extends Error {
  override readonly name = 'DatabaseUnavailableError';
  readonly code = 'not-ready';
  readonly retryAfterSeconds = 2;

  constructor(cause: unknown) {
    super('The database cannot be reached at the moment; try again later.', { cause });
  }
}
