import { ProxyTracerProvider, type Tracer } from '@opentelemetry/api';
import type { Log } from './log';
import type { TraceMemory } from './trace-memory';

/** The standard variables that turn tracing on; the SDK reads all others of OpenTelemetry by itself. */
export interface TracingConfig {
  OTEL_EXPORTER_OTLP_ENDPOINT?: string | undefined;
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT?: string | undefined;
  /** `true` turns it off all the same. */
  OTEL_SDK_DISABLED?: string | undefined;
}

export interface TracingOptions {
  config: TracingConfig;
  log: Log;
  /** Keeps the spans of this process, as in the quick start. */
  memory?: TraceMemory | undefined;
}

/** The tracing of one service; several services of one process have one each. */
export interface Tracing {
  /** Undefined when tracing is off: then nothing of the SDK is loaded. Its spans are recorded from `start` on. */
  readonly tracer: Tracer | undefined;
  start(): Promise<void>;
  /** Exports what is left, for 2 s at most. Never rejects. */
  stop(): Promise<void>;
}

/**
 * Traces a service when its configuration names an OTLP endpoint, or with a `memory`. An endpoint that is away, slow or
 * refuses costs nothing but its spans: it is logged once. `service` is `service.name` unless `OTEL_SERVICE_NAME` says otherwise.
 */
export function createTracing(service: string, { config, log, memory }: TracingOptions): Tracing {
  const exported = config.OTEL_EXPORTER_OTLP_ENDPOINT ?? config.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT;
  if (config.OTEL_SDK_DISABLED === 'true' || (!exported && !memory)) return off;
  const proxy = new ProxyTracerProvider();
  let stop = (): Promise<void> => Promise.resolve();
  return {
    tracer: proxy.getTracer('courses'),
    async start() {
      const { startSdk } = await import('./sdk');
      const sdk = startSdk(service, { exportsSpans: exported !== undefined, memory, log });
      proxy.setDelegate(sdk.provider);
      stop = sdk.stop;
    },
    stop: () => stop(),
  };
}

const off: Tracing = {
  tracer: undefined,
  start: () => Promise.resolve(),
  stop: () => Promise.resolve(),
};
