/** A trace, as the page "How it works" shows it. */
export interface Trace {
  traceId: string;
  /** By start. */
  spans: TraceSpan[];
}

export interface TraceSpan {
  spanId: string;
  parentId?: string;
  /** To spans that caused this one but are not its parent: an earlier attempt, the events of a batch. */
  links: TraceLink[];
  service: string;
  name: string;
  kind: 'server' | 'client' | 'producer' | 'consumer' | 'internal';
  /** Milliseconds since the epoch, with fractions. */
  startMs: number;
  durationMs: number;
  /** Why it failed. */
  error?: string;
  attributes: Record<string, string | number | boolean>;
}

export interface TraceLink {
  traceId: string;
  spanId: string;
}

export interface TraceSummary {
  traceId: string;
  /** That of its root. */
  name: string;
  startMs: number;
  durationMs: number;
  services: string[];
  spanCount: number;
  failed: boolean;
}

/** The response of `GET /system/traces`. */
export interface TraceList {
  items: TraceSummary[];
}

/** Where the last traces are. */
export interface TraceReader {
  /** Newest first. */
  list(): TraceSummary[];
  /** Undefined when it is unknown or was dropped. */
  find(traceId: string): Trace | undefined;
}
