import { Link } from 'react-router';
import type { Trace, TraceLink, TraceSpan, TraceSummary } from '../../../shared/trace';
import { elapsed } from './format-time';
import { traceUrl } from './trace-url';

interface Props {
  span: TraceSpan;
  traceStartMs: number;
  trace: Trace;
  traces: TraceSummary[];
}

export function SpanDetails({ span, traceStartMs, trace, traces }: Props) {
  return (
    <dl className="span-details">
      {span.error !== undefined && <Detail name="Error" value={span.error} />}
      <Detail name="Kind" value={span.kind} />
      <Detail name="Begins after" value={elapsed(span.startMs - traceStartMs)} />
      {Object.entries(span.attributes).map(([name, value]) => (
        <Detail key={name} name={name} value={String(value)} />
      ))}
      {span.links.length > 0 && (
        <div className="span-details__item">
          <dt>Linked to</dt>
          {span.links.map((link) => (
            <dd key={`${link.traceId} ${link.spanId}`} className="span-details__link">
              <LinkedSpan link={link} trace={trace} traces={traces} />
            </dd>
          ))}
        </div>
      )}
    </dl>
  );
}

function Detail({ name, value }: { name: string; value: string }) {
  return (
    <div className="span-details__item">
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function LinkedSpan({ link, trace, traces }: { link: TraceLink; trace: Trace; traces: TraceSummary[] }) {
  const isHere = link.traceId === trace.traceId;
  const target = isHere
    ? trace.spans.find(({ spanId }) => spanId === link.spanId)
    : traces.find(({ traceId }) => traceId === link.traceId);
  if (!target) return <>a span of trace {link.traceId}, which is no longer kept</>;
  return (
    <Link to={traceUrl(link.traceId, link.spanId)}>
      {isHere ? target.name : `a span of the trace ${target.name}`}
    </Link>
  );
}
