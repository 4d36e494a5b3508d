import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { exemplarLabels } from '@courses/telemetry';
import type { Span } from '@opentelemetry/api';
import type { Request, Response } from 'express';
import type { Histogram } from 'prom-client';
import type { Logger } from './logger';
import { pathOf } from './log-fields';

const validId = /^[\w.:-]{1,100}$/;

/** The caller's request id, or a new one. */
export function requestId({ headers }: IncomingMessage): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && validId.test(given) ? given : randomUUID();
}

/** Logs and measures a request when its response has ended. */
export type RequestLog = ReturnType<typeof requestLog>;

export function requestLog(logger: Logger, duration: Histogram<'method' | 'route' | 'status'>) {
  return (req: Request, res: Response, id: string, span?: Span): void => {
    const started = performance.now();
    const { method, url } = req;
    res.on('close', () => {
      const ms = performance.now() - started;
      const status = res.statusCode;
      const labels = { method, route: routeOf(req) ?? 'none', status };
      duration.observe({ labels, value: ms / 1_000, exemplarLabels: exemplarLabels(span) });
      logger[levelOf(url, status)](
        {
          requestId: id,
          traceId: span?.spanContext().traceId,
          method,
          path: pathOf(url),
          status,
          ms: Math.round(ms * 100) / 100,
          aborted: res.writableFinished ? undefined : true,
        },
        'request',
      );
    });
  };
}

/** The route pattern, never the URL: label values must not grow with the URLs that clients request. */
export const routeOf = (req: Request) => (req.route as { path?: string } | undefined)?.path;

function levelOf(url: string, status: number): 'debug' | 'info' | 'error' {
  if (status >= 500 && status !== 503) return 'error';
  return url.startsWith('/health/') ? 'debug' : 'info';
}
