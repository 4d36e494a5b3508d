import { context, propagation } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { setGlobalErrorHandler, W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import type { Log } from './log';
import type { TraceMemory } from './trace-memory';

interface SdkOptions {
  log: Log;
  exportsSpans: boolean;
  memory: TraceMemory | undefined;
}

/** How long `stop` waits for an exporter, in milliseconds. */
const stopMs = 2_000;

/** The only module that imports the SDK; loaded when tracing is on. */
export function startSdk(service: string, { exportsSpans, memory, log }: SdkOptions) {
  registerGlobals();
  if (exportsSpans) warnOnce(log);
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': service }).merge(
      detectResources({ detectors: [envDetector] }),
    ),
    spanProcessors: [
      ...(exportsSpans ? [new BatchSpanProcessor(new OTLPTraceExporter())] : []),
      ...(memory ? [new SimpleSpanProcessor(memory)] : []),
    ],
  });
  return { provider, stop: () => withinLimit(provider.shutdown()) };
}

/** Baggage is not among them: nobody here needs it, and one from outside must not travel on. */
function registerGlobals(): void {
  if (propagation.fields().length > 0) return;
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
}

function warnOnce(log: Log): void {
  let warned = false;
  setGlobalErrorHandler((error) => {
    if (warned) return;
    warned = true;
    const reason = typeof error === 'string' ? error : error.message;
    log.warn({ reason }, 'spans are not exported; the service goes on without them');
  });
}

async function withinLimit(shutdown: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, stopMs)));
  await Promise.race([shutdown.catch(() => undefined), late]);
  clearTimeout(timer);
}
