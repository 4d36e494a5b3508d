import {
  context,
  propagation,
  ROOT_CONTEXT,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Context,
  type Link,
  type Span,
} from '@opentelemetry/api';
import { redact } from './redact';

/** The trace that this code runs in. Undefined when tracing is off. */
export const activeTraceId = (): string | undefined => trace.getActiveSpan()?.spanContext().traceId;

/** Labels that lead from a bucket of a histogram to a span, by default the active one; none when it is not sampled. */
export function exemplarLabels(span = trace.getActiveSpan()): Record<string, string> {
  const named = span?.spanContext();
  if (!named || !(named.traceFlags & TraceFlags.SAMPLED)) return none;
  return { trace_id: named.traceId, span_id: named.spanId };
}

const none = {};

/** The active span in the form of W3C, for an event or a message to carry. Undefined when tracing is off. */
export function activeTraceparent(): string | undefined {
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  return carrier.traceparent;
}

/** Marks a span as failed; `type` is `error.type` of the conventions. The message is redacted. */
export function failSpan(span: Span, type: string, message?: string): void {
  span.setAttribute('error.type', type);
  span.setStatus({ code: SpanStatusCode.ERROR, ...(message !== undefined && { message: redact(message) }) });
}

/** The context that a `traceparent` names; an empty one when it is absent or malformed. */
export const contextOf = (traceparent: string | undefined): Context =>
  propagation.extract(ROOT_CONTEXT, traceparent === undefined ? {} : { traceparent });

/** Links to the spans that these name; none for what is absent or malformed. */
export const linksTo = (...traceparents: (string | undefined)[]): Link[] =>
  traceparents.flatMap((traceparent) => {
    const linked = trace.getSpanContext(contextOf(traceparent));
    return linked ? [{ context: linked }] : [];
  });
