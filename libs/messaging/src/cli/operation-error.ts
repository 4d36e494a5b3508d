/** What went wrong, in one sentence for the person at the terminal. */
export class OperationError extends Error {
  override readonly name = 'OperationError';
}

/** The command line makes no sense. */
export class UsageError extends OperationError {}
