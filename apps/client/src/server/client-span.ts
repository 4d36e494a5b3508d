import { context, propagation, SpanKind, SpanStatusCode, trace, type Tracer } from '@opentelemetry/api';

/** The span of one request to a service. */
export interface ClientSpan {
  /** Carry the trace to the service. */
  headers: Record<string, string>;
  end(status: number): void;
  fail: (error: NodeJS.ErrnoException) => void;
}

/** Begins a span within the active one; `url` is recorded without its query string. Does nothing without a tracer. */
export function startClientSpan(tracer: Tracer | undefined, method: string, url: URL): ClientSpan {
  if (!tracer) return none;
  const attributes = {
    'http.request.method': method,
    'server.address': url.hostname,
    'server.port': Number(url.port || (url.protocol === 'https:' ? 443 : 80)),
    'url.full': url.origin + url.pathname,
  };
  const span = tracer.startSpan(method, { kind: SpanKind.CLIENT, attributes });
  const headers: Record<string, string> = {};
  propagation.inject(trace.setSpan(context.active(), span), headers);
  const fail = (type: string) => {
    span.setAttribute('error.type', type);
    span.setStatus({ code: SpanStatusCode.ERROR });
  };
  return {
    headers,
    end(status) {
      span.setAttribute('http.response.status_code', status);
      // A 4xx is the answer to the browser, which this server passes on.
      if (status >= 500) fail(String(status));
      span.end();
    },
    fail({ code, name }) {
      fail(code ?? name);
      span.end();
    },
  };
}

const none: ClientSpan = { headers: {}, end: () => undefined, fail: () => undefined };
