import { createTracing, TraceMemory, type TraceSpan } from '@courses/telemetry';
import { pino } from 'pino';
import type { HttpAppOptions, Route } from '../src';
import { loggerOptions } from '../src/observability/logger';
import { startTestApp } from './test-app';

/** A test app whose spans are kept, with the logger of a service. */
export async function startTracedApp(routes: Route[], options: Partial<HttpAppOptions> = {}) {
  const memory = new TraceMemory();
  const tracing = createTracing('test', { config: {}, log: { warn: () => undefined }, memory });
  await tracing.start();
  const lines: Record<string, unknown>[] = [];
  const write = (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>);
  const logger = pino(loggerOptions('test', 'debug'), { write });
  const test = await startTestApp(routes, { tracer: tracing.tracer, logger, ...options });
  return {
    ...test,
    lines,
    /** Oldest first. */
    spans: (): TraceSpan[] =>
      memory
        .list()
        .flatMap(({ traceId }) => memory.find(traceId)?.spans ?? [])
        .reverse(),
    traces: () => memory.list(),
    async stop() {
      await test.server.stop();
      await tracing.stop();
    },
  };
}
