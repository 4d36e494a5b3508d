/** Does it, and says in an error what it was about. */
export function about<Result>(subject: string, act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    throw new Error(`${subject}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}
