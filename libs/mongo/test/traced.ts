import { AggregateStore, type AggregateDocument, type Index } from '../src';
import { startDatabase } from './database';
import { createTracing, TraceMemory, type TraceSpan } from '@courses/telemetry';
import { context, trace, type Span, type Tracer } from '@opentelemetry/api';

/** A tracer whose spans are kept. */
export async function startTracing() {
  const memory = new TraceMemory();
  const tracing = createTracing('test', { config: {}, log: { warn: () => undefined }, memory });
  await tracing.start();
  const tracer = tracing.tracer as Tracer;
  return {
    tracer,
    /** Those of a trace by their start, without what it began with. */
    childrenIn: (root: Span): TraceSpan[] => {
      const { traceId, spanId } = root.spanContext();
      return (memory.find(traceId)?.spans ?? []).filter((span) => span.spanId !== spanId);
    },
    spanCount: () => memory.list().reduce((sum, { spanCount }) => sum + spanCount, 0),
    stop: () => tracing.stop(),
  };
}

export interface Thing extends AggregateDocument {
  name: string;
}

/** A store on a traced connection. */
export async function startTracedThings(search = '', indexes: Index[] = []) {
  const traced = await startTracing();
  const server = await startDatabase({ tracer: traced.tracer, search });
  const things = new AggregateStore<Thing>(server.database, 'things', { name: String }, indexes);
  server.database.start();
  await server.database.ready();
  return {
    traced,
    server,
    things,
    async stop() {
      await server.stop();
      await traced.stop();
    },
  };
}

export const within = <Result>(span: Span, work: () => Result): Result =>
  context.with(trace.setSpan(context.active(), span), work);
