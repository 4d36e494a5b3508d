export { createTracing, type Tracing, type TracingConfig, type TracingOptions } from './tracing';
export { TraceMemory } from './trace-memory';
export type { Trace, TraceReader, TraceSpan, TraceSummary } from './trace';
export {
  activeTraceId,
  activeTraceparent,
  contextOf,
  exemplarLabels,
  failSpan,
  linksTo,
} from './active-trace';
export { redact } from './redact';
