import { createTracing, TraceMemory, type TraceSpan } from '@courses/telemetry';
import type { Tracer } from '@opentelemetry/api';
import { until } from './until';

export type Traced = Awaited<ReturnType<typeof startTracing>>;

/** A tracer whose spans are kept. */
export async function startTracing() {
  const memory = new TraceMemory();
  const tracing = createTracing('test', { config: {}, log: { warn: () => undefined }, memory });
  await tracing.start();
  const spans = (name: string): TraceSpan[] =>
    memory
      .list()
      .flatMap(({ traceId }) => memory.find(traceId)?.spans ?? [])
      .filter((span) => span.name === name)
      .toSorted((one, other) => one.startMs - other.startMs);
  return {
    tracer: tracing.tracer as Tracer,
    traceIds: () => memory.list().map(({ traceId }) => traceId),
    spans,
    /** As many spans of this name, once they have ended; by their start. */
    async ended(name: string, count = 1): Promise<TraceSpan[]> {
      await until(`${count} of ${name}`, () => spans(name).length >= count);
      return spans(name);
    },
    stop: () => tracing.stop(),
  };
}
