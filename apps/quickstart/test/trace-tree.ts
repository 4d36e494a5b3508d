import type { Trace, TraceSpan } from '@courses/telemetry';

const label = ({ service, name }: TraceSpan) => `${service}: ${name}`;

/** Each parent with its child: `courses: create course.published.v1 > enrollments: process enrollments.open-roster`. */
export function arrowsOf({ spans }: Trace): string[] {
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  return spans.flatMap((span) => {
    const parent = byId.get(span.parentId ?? '');
    return parent ? [`${label(parent)} > ${label(span)}`] : [];
  });
}

/** A trace as an indented text, one span for each line. */
export function drawTree({ spans }: Trace): string {
  const ids = new Set(spans.map(({ spanId }) => spanId));
  const lines = (parent: TraceSpan | undefined, depth: number): string[] =>
    spans
      .filter(({ parentId = '' }) => (parent ? parentId === parent.spanId : !ids.has(parentId)))
      .flatMap((span) => [`${'  '.repeat(depth)}${label(span)}`, ...lines(span, depth + 1)]);
  return lines(undefined, 0).join('\n');
}
