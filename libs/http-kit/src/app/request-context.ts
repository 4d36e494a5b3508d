import type { Express, Request, Response } from 'express';
import type { BeforeExpress } from './before-express';
import { requestId, type RequestLog } from '../observability/request-log';
import { inSpan, startServerSpan, type ServerSpanOptions } from '../observability/server-span';
import type { ErrorHandler } from '../problems/error-handler';
import { RequestError, sendProblem } from '../problems/problem';

const securityHeaders = {
  'cache-control': 'no-cache',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
};
const headers = new Map(Object.entries(securityHeaders));
const rawHeaders = Object.entries(securityHeaders).flat();

interface RequestContextOptions {
  log: RequestLog;
  fail: ErrorHandler;
  beforeExpress: BeforeExpress | undefined;
  spans: ServerSpanOptions | undefined;
}

type Handle = (req: Request, res: Response, next: (error?: unknown) => void) => void;

/**
 * Gives every request its id, its span, its log entry and the security headers. Wraps `app.handle` instead of being a
 * middleware, so that `beforeExpress` can answer without Express.
 */
export function addRequestContext(
  app: Express,
  { log, fail, beforeExpress, spans }: RequestContextOptions,
): void {
  const wrapped = app as Express & { handle: Handle };
  const express = wrapped.handle.bind(app);
  wrapped.handle = (req, res) => {
    const isAbsolute = !req.url.startsWith('/') && req.url !== '*';
    const isValid = !isAbsolute || toOriginForm(req);
    const span = spans && isValid ? startServerSpan(spans, req, res) : undefined;
    const id = requestId(req);
    const addHeaders = () => res.setHeaders(headers).setHeader('x-request-id', id);
    const failed = (error: unknown): void => {
      req.res = res;
      if (!res.headersSent) addHeaders();
      inSpan(span, () => fail(error as Error, req, res));
    };
    try {
      log(req, res, id, span);
      const answered =
        isValid &&
        beforeExpress &&
        inSpan(span, () =>
          beforeExpress(req, res, { requestId: id, headers: [...rawHeaders, 'x-request-id', id] }),
        );
      if (answered) return void (answered !== true && answered.catch(failed));
      addHeaders();
      if (!isValid) throw new RequestError('malformed-request');
      // Replaces Express's final handler, which answers with HTML.
      const done = (error?: unknown) => (error ? fail(error, req, res) : sendProblem(res, 'route-not-found'));
      inSpan(span, () => express(req, res, done));
    } catch (error) {
      failed(error);
    }
  };
}

/**
 * A request target may be a whole URL, whose host then counts instead of the Host header (RFC 9112, section 3.2.2). False
 * when it is something else.
 */
function toOriginForm(req: Request): boolean {
  const [, host, target] = /^https?:\/\/([^/?#@\\]+)((?:[/?].*)?)$/i.exec(req.url) ?? [];
  if (host === undefined || target === undefined) return false;
  req.url = target.startsWith('/') ? target : `/${target}`;
  req.headers.host = host;
  return true;
}
