import { isProblemCode, type FieldError, type ProblemCode } from '@courses/contracts';
import type { Request, Response } from 'express';
import type { Logger } from './logger';
import { addressOf, requestIdOf, sendProblem } from './problem';

interface KnownError {
  code?: unknown;
  status?: unknown;
  message?: string;
  errors?: FieldError[];
  retryAfterSeconds?: unknown;
}

/** Answers a request that an error ends. Never throws. */
export type ErrorBoundary = (error: KnownError, req: Request, res: Response) => void;

/**
 * The one place that maps errors to answers. An error whose `code` is in the catalog becomes that problem with its
 * message as the detail and its `retryAfterSeconds` as `Retry-After`; anything else is logged under the request id and answered with `internal-error`, without a word about the cause.
 * Where the answer has begun already, it breaks off.
 */
export function errorBoundary(logger: Logger): ErrorBoundary {
  const log = (err: unknown, req: Request, res: Response) =>
    logger.error(
      { err, requestId: requestIdOf(res), method: req.method, path: addressOf(req) },
      'request failed',
    );
  return (error, req, res) => {
    try {
      const code = codeOf(error, req);
      if (code === 'internal-error') log(error, req, res);
      if (res.headersSent || res.destroyed) res.destroy();
      else answer(code, error, res);
    } catch (failure) {
      log(failure, req, res);
      res.destroy();
    }
  };
}

function answer(code: ProblemCode, error: KnownError, res: Response): void {
  if (code === 'internal-error')
    return sendProblem(res, code, {
      detail: `Quote the request id ${requestIdOf(res)} when you report this.`,
    });
  if (typeof error.retryAfterSeconds === 'number')
    res.set('retry-after', String(Math.ceil(error.retryAfterSeconds)));
  sendProblem(res, code, {
    ...(isProblemCode(error.code) && error.message ? { detail: error.message } : {}),
    ...(error.errors ? { errors: error.errors } : {}),
  });
}

function codeOf(error: KnownError, req: Request): ProblemCode {
  if (isProblemCode(error?.code)) {
    const raced = error.code === 'write-conflict' && req.headers['if-match'] !== undefined;
    return raced ? 'precondition-failed' : error.code;
  }
  const status = Number(error?.status);
  if (status === 413) return 'payload-too-large';
  return status >= 400 && status < 500 ? 'malformed-request' : 'internal-error';
}
