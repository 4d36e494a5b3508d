import { failSpan, redact } from '@courses/telemetry';
import { context, propagation, SpanKind, trace, type Tracer } from '@opentelemetry/api';

/** The span of one request to a service. */
export interface ClientSpan {
  /** Carry the trace to the service. */
  headers: Record<string, string>;
  end(status: number): void;
  fail: (error: NodeJS.ErrnoException) => void;
}

/** Begins a span within the active one; the URL is recorded without its query string. Does nothing without a tracer. */
export function startClientSpan(tracer: Tracer | undefined, method: string, target: () => URL): ClientSpan {
  if (!tracer) return none;
  const url = target();
  const attributes = {
    'http.request.method': method,
    'server.address': url.hostname,
    'server.port': Number(url.port || (url.protocol === 'https:' ? 443 : 80)),
    'url.full': redact(url.origin + url.pathname),
  };
  const span = tracer.startSpan(method, { kind: SpanKind.CLIENT, attributes });
  const headers: Record<string, string> = {};
  propagation.inject(trace.setSpan(context.active(), span), headers);
  return {
    headers,
    end(status) {
      span.setAttribute('http.response.status_code', status);
      // A 4xx is the answer to the browser, which this server passes on.
      if (status >= 500) failSpan(span, String(status));
      span.end();
    },
    fail({ code, name }) {
      failSpan(span, code ?? name);
      span.end();
    },
  };
}

const none: ClientSpan = { headers: {}, end: () => undefined, fail: () => undefined };
