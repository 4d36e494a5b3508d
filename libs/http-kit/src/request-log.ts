import type { NextFunction, Request, Response } from 'express';
import type { Histogram } from 'prom-client';
import { v7 as uuidv7 } from 'uuid';
import type { Logger } from './logger';
import { requestIdOf } from './problem';

const acceptableId = /^[\w.:-]{1,100}$/;

/** Takes the caller's request id or makes one; logs and measures each request when its answer is done. */
export function requestLog(logger: Logger, duration: Histogram<'method' | 'route' | 'status'>) {
  return (req: Request, res: Response, next: NextFunction): void => {
    const started = process.hrtime.bigint();
    const given = req.headers['x-request-id'];
    res.setHeader('x-request-id', typeof given === 'string' && acceptableId.test(given) ? given : uuidv7());
    res.once('close', () => {
      const seconds = Number(process.hrtime.bigint() - started) / 1e9;
      duration.observe({ method: req.method, route: routeOf(req), status: res.statusCode }, seconds);
      logger[levelOf(req, res)](
        {
          requestId: requestIdOf(res),
          method: req.method,
          path: req.originalUrl,
          status: res.statusCode,
          ms: Math.round(seconds * 1e5) / 100,
          ...(res.writableFinished ? {} : { aborted: true }),
        },
        'request',
      );
    });
    next();
  };
}

/** The pattern, never the address itself: a metric label must not grow with what callers ask for. */
const routeOf = (req: Request): string => (req.route as { path?: string } | undefined)?.path ?? 'none';

function levelOf(req: Request, res: Response): 'debug' | 'info' | 'error' {
  if (res.statusCode >= 500 && res.statusCode !== 503) return 'error';
  return req.path.startsWith('/health/') || req.path === '/metrics' ? 'debug' : 'info';
}
