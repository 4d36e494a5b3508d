import { isProblemCode, type FieldError, type ProblemCode } from '@courses/contracts';
import type { NextFunction, Request, Response } from 'express';
import type { Logger } from './logger';
import { requestIdOf, sendProblem } from './problem';

/** What body-parser calls the faults of a body. */
const bodyFaults: Record<string, ProblemCode> = {
  'entity.parse.failed': 'malformed-json',
  'entity.too.large': 'payload-too-large',
  'charset.unsupported': 'unsupported-media-type',
  'encoding.unsupported': 'unsupported-media-type',
};

interface KnownError {
  code?: unknown;
  type?: unknown;
  status?: unknown;
  message?: string;
  errors?: FieldError[];
  retryAfterSeconds?: unknown;
}

/**
 * The one place that maps errors to answers. An error whose `code` is in the catalogue becomes that problem with its
 * message as the detail and its `retryAfterSeconds` as `Retry-After`; anything else is logged under the request id and answered with `internal-error`, without a word about the cause.
 */
export function errorBoundary(logger: Logger) {
  // Express knows an error handler by its four parameters.
  return (error: KnownError, req: Request, res: Response, _next: NextFunction): void => {
    if (res.headersSent || res.destroyed) {
      res.destroy();
      return;
    }
    const code = codeOf(error, req);
    if (code === 'internal-error') {
      logger.error(
        { err: error, requestId: requestIdOf(res), method: req.method, path: req.originalUrl },
        'request failed',
      );
      sendProblem(res, code, { detail: `Quote the request id ${requestIdOf(res)} when you report this.` });
      return;
    }
    if (typeof error.retryAfterSeconds === 'number')
      res.set('retry-after', String(Math.ceil(error.retryAfterSeconds)));
    sendProblem(res, code, {
      ...(isProblemCode(error.code) && error.message ? { detail: error.message } : {}),
      ...(error.errors ? { errors: error.errors } : {}),
    });
  };
}

function codeOf(error: KnownError, req: Request): ProblemCode {
  if (isProblemCode(error?.code)) {
    const raced = error.code === 'write-conflict' && req.headers['if-match'] !== undefined;
    return raced ? 'precondition-failed' : error.code;
  }
  if (typeof error?.type === 'string' && bodyFaults[error.type]) return bodyFaults[error.type] as ProblemCode;
  const status = Number(error?.status);
  return status >= 400 && status < 500 ? 'malformed-request' : 'internal-error';
}
