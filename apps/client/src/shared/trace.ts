import type { TraceSpan, TraceSummary } from '@courses/telemetry';

export type { Trace, TraceReader, TraceSpan, TraceSummary } from '@courses/telemetry';

export type TraceLink = TraceSpan['links'][number];

/** The response of `GET /system/traces`. */
export interface TraceList {
  items: TraceSummary[];
}
