import { failSpan, redact } from '@courses/telemetry';
import {
  context,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  trace,
  type Span,
  type Tracer,
} from '@opentelemetry/api';
import type { Request, Response } from 'express';
import { pathOf } from './log-fields';
import { routeOf } from './request-log';

export interface ServerSpanOptions {
  tracer: Tracer;
  /** Paths without a span: of polling and streams, for example. */
  isTraced: (path: string) => boolean;
  /** Whether the caller's trace goes on here; otherwise a new one begins, linked to it. */
  trustsParent: boolean;
}

/** Begins the span of a request, which ends with its response. */
export function startServerSpan(
  { tracer, isTraced, trustsParent }: ServerSpanOptions,
  req: Request,
  res: Response,
): Span | undefined {
  if (!isTraced(req.url)) return undefined;
  const remote = propagation.extract(ROOT_CONTEXT, req.headers);
  const parent = trace.getSpanContext(remote);
  const isForeign = parent !== undefined && !trustsParent;
  const span = isForeign
    ? tracer.startSpan('HTTP', { ...server, links: [{ context: parent }] }, ROOT_CONTEXT)
    : tracer.startSpan('HTTP', server, remote);
  // The rest is work for spans that are sampled only.
  if (span.isRecording()) {
    describe(span, req);
    res.on('close', () => end(span, req, res));
  }
  return span;
}

/** Runs the work in the span, if there is one. */
export const inSpan = <Result>(span: Span | undefined, work: () => Result): Result =>
  span ? context.with(trace.setSpan(ROOT_CONTEXT, span), work) : work();

const server = { kind: SpanKind.SERVER };

function describe(span: Span, req: Request): void {
  const method = methodOf(req);
  span.updateName(method ?? 'HTTP');
  span.setAttributes({
    'http.request.method': method ?? '_OTHER',
    ...(method ? {} : { 'http.request.method_original': req.method }),
    'url.path': redact(pathOf(req.url)),
    'url.scheme': 'http',
  });
}

function end(span: Span, req: Request, res: Response): void {
  const route = routeOf(req);
  if (route !== undefined) {
    span.updateName(`${methodOf(req) ?? 'HTTP'} ${route}`);
    span.setAttribute('http.route', route);
  }
  const status = res.statusCode;
  if (res.headersSent) span.setAttribute('http.response.status_code', status);
  if (!res.writableFinished) failSpan(span, 'aborted');
  else if (status >= 500) failSpan(span, String(status));
  span.end();
}

/** Those that the conventions name; others could be any. */
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT']);
const methodOf = ({ method }: Request) => (methods.has(method) ? method : undefined);
