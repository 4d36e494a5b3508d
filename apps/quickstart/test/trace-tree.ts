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
