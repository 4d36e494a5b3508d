import { SpanStatusCode } from '@opentelemetry/api';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace-base';
import type { Trace, TraceReader, TraceSpan, TraceSummary } from './trace';

const maxTraces = 100;
const maxSpansOfTrace = 500;

/**
 * An exporter that keeps the last 100 traces in memory, of each at most 500 spans: for the quick start and tests. One memory
 * serves all services of a process.
 */
export class TraceMemory implements SpanExporter, TraceReader {
  /** The trace that got a span last is at the end. */
  private readonly traces = new Map<string, TraceSpan[]>();

  export(spans: ReadableSpan[], done: (result: { code: 0 }) => void): void {
    for (const span of spans) this.add(span.spanContext().traceId, toTraceSpan(span));
    done({ code: 0 });
  }

  async shutdown(): Promise<void> {}

  list(): TraceSummary[] {
    return [...this.traces.keys()].map((traceId) => this.summarize(traceId)).reverse();
  }

  find(traceId: string): Trace | undefined {
    const spans = this.traces.get(traceId);
    return spans && { traceId, spans: spans.toSorted((one, other) => one.startMs - other.startMs) };
  }

  private add(traceId: string, span: TraceSpan): void {
    const spans = this.traces.get(traceId) ?? [];
    if (spans.length < maxSpansOfTrace) spans.push(span);
    this.traces.delete(traceId);
    this.traces.set(traceId, spans);
    if (this.traces.size > maxTraces) this.evict();
  }

  /** The oldest, but one that crosses services tells more. The newer half is spared: those may still cross. */
  private evict(): void {
    const older = [...this.traces].slice(0, maxTraces / 2);
    const [traceId] =
      older.find(([, spans]) => new Set(spans.map(({ service }) => service)).size === 1) ?? older[0] ?? [];
    if (traceId !== undefined) this.traces.delete(traceId);
  }

  private summarize(traceId: string): TraceSummary {
    const { spans } = this.find(traceId) as Trace;
    const first = spans[0] as TraceSpan;
    const endMs = Math.max(...spans.map(({ startMs, durationMs }) => startMs + durationMs));
    return {
      traceId,
      name: nameOf(spans),
      startMs: first.startMs,
      durationMs: endMs - first.startMs,
      services: [...new Set(spans.map(({ service }) => service))],
      spanCount: spans.length,
      failed: spans.some(({ error }) => error !== undefined),
    };
  }
}

/** A service's route says more than the one under which the client forwards to it. */
function nameOf(spans: TraceSpan[]): string {
  const ids = new Set(spans.map(({ spanId }) => spanId));
  const hasParent = ({ parentId = '' }: TraceSpan) => ids.has(parentId);
  const behindClient = spans.find((span) => span.kind === 'server' && hasParent(span));
  const root = spans.find((span) => !hasParent(span));
  return (behindClient ?? root)?.name ?? '';
}

const kinds = ['internal', 'server', 'client', 'producer', 'consumer'] as const;

function toTraceSpan(span: ReadableSpan): TraceSpan {
  const { parentSpanContext, status, links, attributes } = span;
  return {
    spanId: span.spanContext().spanId,
    ...(parentSpanContext && { parentId: parentSpanContext.spanId }),
    links: links.map(({ context: { traceId, spanId } }) => ({ traceId, spanId })),
    service: String(span.resource.attributes['service.name']),
    name: span.name,
    kind: kinds[span.kind],
    startMs: toMs(span.startTime),
    durationMs: toMs(span.duration),
    ...(status.code === SpanStatusCode.ERROR && {
      error: status.message ?? String(attributes['error.type']),
    }),
    attributes: attributes as TraceSpan['attributes'],
  };
}

const toMs = ([seconds, nanoseconds]: [number, number]): number => seconds * 1_000 + nanoseconds / 1e6;
