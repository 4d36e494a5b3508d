/** A failure, in one sentence for the terminal. */
export class OperationError extends Error {
  override readonly name = 'OperationError';
}

/** An invalid command line. */
export class UsageError extends OperationError {}
