import { context, propagation, ROOT_CONTEXT } from '@opentelemetry/api';
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
  const warn = warnOnce(log);
  if (exportsSpans)
    setGlobalErrorHandler((error) => warn(typeof error === 'string' ? error : `${error.message}`));
  const named = resourceFromAttributes({ 'service.name': service });
  const fromEnv = detectResources({ detectors: [envDetector] });
  const provider = new BasicTracerProvider({
    // One name for all services of a process would make them one service.
    resource: memory ? fromEnv.merge(named) : named.merge(fromEnv),
    spanProcessors: [
      ...(exportsSpans ? [new BatchSpanProcessor(new OTLPTraceExporter())] : []),
      ...(memory ? [new SimpleSpanProcessor(memory)] : []),
    ],
  });
  return { provider, stop: () => withinLimit(provider.shutdown(), warn) };
}

/** Baggage is not among them: nobody here needs it, and one from outside must not travel on. */
function registerGlobals(): void {
  if (propagation.fields().length > 0) return;
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
}

function warnOnce(log: Log): (reason: string) => void {
  let warned = false;
  return (reason) => {
    if (warned) return;
    warned = true;
    // The timer of a batch runs in the context of some request.
    context.with(ROOT_CONTEXT, () =>
      log.warn({ reason }, 'spans are not exported; the service goes on without them'),
    );
  };
}

async function withinLimit(shutdown: Promise<void>, warn: (reason: string) => void): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, stopMs))).then(() =>
    warn(`no answer within ${stopMs} ms of the stop`),
  );
  await Promise.race([shutdown.catch((error: unknown) => warn(String(error))), late]);
  clearTimeout(timer);
}
