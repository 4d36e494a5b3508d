/** A finished span of a trace, as a page can draw it. */
export interface TraceSpan {
  spanId: string;
  parentId?: string;
  /** Spans that caused this one without being its parent: an attempt before, the events of a batch. */
  links: { traceId: string; spanId: string }[];
  service: string;
  name: string;
  kind: 'internal' | 'server' | 'client' | 'producer' | 'consumer';
  /** Since 1970, with fractions. */
  startMs: number;
  durationMs: number;
  /** Why it failed, if it did. */
  error?: string;
  attributes: Record<string, string | number | boolean>;
}

export interface Trace {
  traceId: string;
  /** By their start. */
  spans: TraceSpan[];
}

export interface TraceSummary {
  traceId: string;
  /** Of the request to the first service behind the client, or else of the first span. */
  name: string;
  startMs: number;
  durationMs: number;
  services: string[];
  spanCount: number;
  failed: boolean;
}

/** The last traces of this process. */
export interface TraceReader {
  /** Newest first. */
  list(): TraceSummary[];
  /** Undefined when there is no such trace, or no longer. */
  find(traceId: string): Trace | undefined;
}
