import type { TraceSpan } from '../../../shared/trace';

/** Part of the time axis, in percent. */
export interface Bar {
  offset: number;
  width: number;
}

/** How a span was reached from its parent. `wait`: the time in the outbox and the broker, of a retry that since the attempt before. */
export type Crossing =
  { via: 'http'; from: string } | { via: 'broker'; from: string; wait: Bar; waitMs: number };

export interface TraceRow {
  span: TraceSpan;
  depth: number;
  bar: Bar;
  crossing: Crossing | undefined;
}

export interface TraceLayout {
  startMs: number;
  durationMs: number;
  rows: TraceRow[];
  /** Number of spans beyond the limit of rows. */
  hidden: number;
}

const maxRows = 300;

/**
 * The rows of a waterfall: each span below its parent, siblings by start. A span whose parent is missing is a root. Clocks of
 * services may differ, so the axis begins with the earliest span, which need not be the root.
 */
export function layoutTrace(spans: TraceSpan[]): TraceLayout {
  const startMs = spans.reduce((first, span) => Math.min(first, span.startMs), Infinity);
  const endMs = spans.reduce((last, span) => Math.max(last, endOf(span)), -Infinity);
  const durationMs = Math.max(0, endMs - startMs);
  const barFrom = (fromMs: number, toMs: number): Bar =>
    durationMs === 0
      ? { offset: 0, width: 0 }
      : { offset: (100 * (fromMs - startMs)) / durationMs, width: (100 * (toMs - fromMs)) / durationMs };
  const nodes = inTreeOrder(spans);
  const rows = nodes.slice(0, maxRows).map(({ span, parent, depth }) => ({
    span,
    depth,
    bar: barFrom(span.startMs, endOf(span)),
    crossing: parent && crossingOf(span, parent, earlierAttempt(span, spans), barFrom),
  }));
  return { startMs, durationMs, rows, hidden: nodes.length - rows.length };
}

interface Node {
  span: TraceSpan;
  parent: TraceSpan | undefined;
  depth: number;
}

function inTreeOrder(spans: TraceSpan[]): Node[] {
  const sorted = spans.toSorted((a, b) => a.startMs - b.startMs);
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  const children = new Map<TraceSpan | undefined, TraceSpan[]>();
  for (const span of sorted) {
    const parent = byId.get(span.parentId ?? '');
    children.set(parent, [...(children.get(parent) ?? []), span]);
  }
  const nodes: Node[] = [];
  const seen = new Set<TraceSpan>();
  const visit = (root: TraceSpan) => {
    const pending: Node[] = [{ span: root, parent: undefined, depth: 0 }];
    for (let node = pending.pop(); node; node = pending.pop()) {
      const { span, depth } = node;
      if (seen.has(span)) continue;
      seen.add(span);
      nodes.push(node);
      const below = children.get(span) ?? [];
      pending.push(...below.toReversed().map((child) => ({ span: child, parent: span, depth: depth + 1 })));
    }
  };
  children.get(undefined)?.forEach(visit);
  // Left are spans that are parents of each other.
  sorted.forEach(visit);
  return nodes;
}

function crossingOf(
  span: TraceSpan,
  parent: TraceSpan,
  earlier: TraceSpan | undefined,
  barFrom: (fromMs: number, toMs: number) => Bar,
): Crossing | undefined {
  if (span.kind !== 'consumer' || parent.kind !== 'producer')
    return span.service === parent.service ? undefined : { via: 'http', from: parent.service };
  const waitMs = Math.max(0, span.startMs - endOf(earlier ?? parent));
  const wait = barFrom(span.startMs - waitMs, span.startMs);
  return { via: 'broker', from: parent.service, wait, waitMs };
}

const earlierAttempt = ({ links }: TraceSpan, spans: TraceSpan[]): TraceSpan | undefined =>
  spans.find(({ spanId }) => links.some((link) => link.spanId === spanId));

const endOf = ({ startMs, durationMs }: TraceSpan): number => startMs + durationMs;
