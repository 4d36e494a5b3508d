import { problems, type FieldError, type ProblemCode, type ProblemDocument } from '@courses/contracts';
import { activeTraceId } from '@courses/telemetry';
import type { Request, Response } from 'express';

/** An invalid request; the error handler turns it into its problem document. */
export class RequestError extends Error {
  constructor(
    readonly code: ProblemCode,
    message: string = problems[code].title,
    readonly errors?: FieldError[],
  ) {
    super(message);
    this.name = 'RequestError';
  }
}

/** Answers with the problem document of a catalog code; `detail` is shown to the caller, so it names no internals. */
export function sendProblem(
  res: Response,
  code: ProblemCode,
  extra: Pick<ProblemDocument, 'detail' | 'errors'> = {},
): void {
  const { status, title } = problems[code];
  const traceId = activeTraceId();
  const document: ProblemDocument = {
    type: `urn:courses:problem:${code}`,
    title,
    status,
    code,
    ...extra,
    instance: urlOf(res.req).split('?', 1)[0],
    requestId: requestIdOf(res),
    ...(traceId === undefined ? {} : { traceId }),
  };
  res.status(status).removeHeader('etag');
  if (status === 401 && !res.hasHeader('www-authenticate')) res.set('www-authenticate', challenge());
  const json = JSON.stringify(document);
  // Not res.send, which gives every body an ETag.
  res.set({
    'cache-control': 'no-store',
    'content-type': 'application/problem+json; charset=utf-8',
    'content-length': String(Buffer.byteLength(json)),
  });
  res.end(json);
}

/** The requested URL; routers change `url`, Express keeps the whole one as `originalUrl`. */
export const urlOf = (req: Request): string => req.originalUrl ?? req.url;

/** The `WWW-Authenticate` header of RFC 6750; the error only where a token was sent. */
export const challenge = (error?: 'invalid_token' | 'insufficient_scope'): string =>
  `Bearer realm="courses"${error ? `, error="${error}"` : ''}`;

/** The id of this request in the logs; also the `x-request-id` header of the response. */
export const requestIdOf = (res: Response): string => String(res.getHeader('x-request-id'));
