/** The cursor is malformed, or belongs to another order. */
export class InvalidCursorError extends Error {
  override readonly name = 'InvalidCursorError';
  readonly code = 'invalid-cursor';

  constructor() {
    super('Use the nextCursor of the page before, with the same sort.');
  }
}

/** Where a page ended: the name of the order and the last value of the field that it orders by. */
export const encodeCursor = (order: string, last: string): string =>
  Buffer.from(JSON.stringify([order, last])).toString('base64url');

/** The last value of the page before. Fails with InvalidCursorError. */
export function decodeCursor(order: string, cursor: string): string {
  const parsed = parse(cursor);
  if (!Array.isArray(parsed) || parsed.length !== 2) throw new InvalidCursorError();
  const [itsOrder, last] = parsed as unknown[];
  if (itsOrder !== order || typeof last !== 'string') throw new InvalidCursorError();
  return last;
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw new InvalidCursorError();
  }
}
