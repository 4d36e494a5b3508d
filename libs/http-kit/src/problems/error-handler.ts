import { isProblemCode, type FieldError, type ProblemCode } from '@courses/contracts';
import type { Request, Response } from 'express';
import type { Logger } from '../observability/logger';
import { pathOf } from '../observability/log-fields';
import { urlOf, requestIdOf, sendProblem } from './problem';

interface KnownError {
  code?: unknown;
  status?: unknown;
  message?: string;
  errors?: FieldError[];
  retryAfterSeconds?: unknown;
}

/** Answers a failed request. Never throws. */
export type ErrorHandler = (error: KnownError, req: Request, res: Response) => void;

/**
 * The one place that maps errors to responses. An error whose `code` is in the catalog becomes that problem, with its
 * message as `detail` and its `retryAfterSeconds` as `Retry-After`. Any other error is logged with the request id and
 * answered with `internal-error`, without its cause. A response that has started already is aborted.
 */
export function errorHandler(logger: Logger): ErrorHandler {
  const log = (err: unknown, req: Request, res: Response) =>
    logger.error(
      { err, requestId: requestIdOf(res), method: req.method, path: pathOf(urlOf(req)) },
      'request failed',
    );
  return (error, req, res) => {
    try {
      const code = codeOf(error, req);
      if (code === 'internal-error') log(error, req, res);
      if (res.headersSent || res.destroyed) res.destroy();
      else sendError(code, error, res);
    } catch (failure) {
      log(failure, req, res);
      res.destroy();
    }
  };
}

function sendError(code: ProblemCode, error: KnownError, res: Response): void {
  if (code === 'internal-error')
    return sendProblem(res, code, {
      detail: `Include the request id ${requestIdOf(res)} when you report this.`,
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
  if (status === 412) return 'precondition-failed';
  if (status === 413) return 'payload-too-large';
  return status >= 400 && status < 500 ? 'malformed-request' : 'internal-error';
}
