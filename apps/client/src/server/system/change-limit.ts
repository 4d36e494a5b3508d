import { RequestError } from '@courses/http-kit';
import type { RequestHandler } from 'express';

const windowMs = 10_000;
const maxChanges = 30;

class TooManyChangesError extends RequestError {
  readonly retryAfterSeconds = windowMs / 1_000;

  constructor() {
    super('rate-limited', 'The system is changed too often.');
  }
}

/** Of everybody together, since all of them change the same system. */
export function changeLimit(now: () => number = Date.now): RequestHandler {
  let times: number[] = [];
  return (req, _res, next) => {
    if (req.method === 'GET' || req.method === 'HEAD') return next();
    times = times.filter((time) => now() - time < windowMs);
    if (times.length >= maxChanges) throw new TooManyChangesError();
    times.push(now());
    next();
  };
}
