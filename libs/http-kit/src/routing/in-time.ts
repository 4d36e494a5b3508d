import { RequestError } from '../problems/problem';

/** In milliseconds; callers are promised an answer within 10 s. */
const longestMs = 9_000;

class LateError extends RequestError {
  readonly retryAfterSeconds = 2;

  constructor() {
    super('not-ready', 'No answer in time. A change may still happen.');
  }
}

/** Fails with `not-ready` (503) when the work takes more than 9 s, however many slow neighbors it asks one after another. */
export async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new LateError()), longestMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
