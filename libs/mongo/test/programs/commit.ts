import type { EventMessage } from '@courses/contracts';
import { createTracing, TraceMemory } from '@courses/telemetry';
import { context, trace, type Tracer } from '@opentelemetry/api';
import { AggregateStore, Database, type AggregateDocument } from '../../src';

/** Stores an event within a trace, prints the span that it did so in, and waits to be killed. */
async function commit(uri: string): Promise<void> {
  const log = { info: () => undefined, warn: () => undefined };
  const tracing = createTracing('killed', { config: {}, log, memory: new TraceMemory() });
  await tracing.start();
  const tracer = tracing.tracer as Tracer;
  const database = new Database(uri, 'unused', log, tracer);
  const things = new AggregateStore<AggregateDocument & { name: string }>(database, 'things', {
    name: String,
  });
  database.start();
  await database.ready();
  const span = tracer.startSpan('the request that it was killed in');
  await context.with(trace.setSpan(context.active(), span), () =>
    things.insert({ _id: 'killed', version: 1, name: 'x' }, [
      { id: 'of the killed process' } as EventMessage,
    ]),
  );
  process.stdout.write(JSON.stringify(span.spanContext()));
}

void commit(String(process.argv[2]));
