/** Puts the subject before the message of an error that `act` throws. */
export function withContext<Result>(subject: string, act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    throw new Error(`${subject}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}
