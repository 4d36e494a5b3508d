import { useMemo } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import type { Trace, TraceSummary } from '../../../shared/trace';
import { count } from '../../ui/format';
import { elapsed, timeOfDay } from './format-time';
import { SpanRow } from './span-row';
import { layoutTrace } from './trace-layout';
import { stay, traceUrl } from './trace-url';

interface Props {
  trace: Trace;
  traces: TraceSummary[];
  services: string[];
}

const ticks = [0, 25, 50, 75, 100];

/** The spans of a trace on one time axis, each below its parent. The URL names the span that is open. */
export function Waterfall({ trace, traces, services }: Props) {
  const { traceId, spans } = trace;
  const { rows, startMs, durationMs, hidden } = useMemo(() => layoutTrace(spans), [spans]);
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const open = params.get('span');
  const toggle = (spanId: string) =>
    navigate(traceUrl(traceId, spanId === open ? undefined : spanId), { replace: true, state: stay });
  return (
    <>
      <p className="quiet">
        {timeOfDay(startMs)} · {elapsed(durationMs)} · {count(spans.length, 'span')}
      </p>
      <div className="waterfall">
        <div className="waterfall__axis" aria-hidden="true">
          {ticks.map((percent) => (
            <span key={percent}>{elapsed((durationMs * percent) / 100)}</span>
          ))}
        </div>
        <ol className="waterfall__spans" aria-label="Spans">
          {rows.map((row) => (
            <SpanRow
              key={row.span.spanId}
              row={row}
              traceStartMs={startMs}
              isOpen={row.span.spanId === open}
              onToggle={() => void toggle(row.span.spanId)}
              trace={trace}
              traces={traces}
              services={services}
            />
          ))}
        </ol>
        {hidden > 0 && <p className="waterfall__hidden">{count(hidden, 'more span')} not shown.</p>}
      </div>
    </>
  );
}
