import { useEffect, useId, useRef, type CSSProperties } from 'react';
import type { Trace, TraceSummary } from '../../../shared/trace';
import { count } from '../../ui/format';
import { elapsed } from './format-time';
import { colorOf, ServiceLabel } from './service-label';
import { SpanDetails } from './span-details';
import type { Bar, Crossing, TraceRow } from './trace-layout';

interface Props {
  row: TraceRow;
  traceStartMs: number;
  isOpen: boolean;
  onToggle: () => void;
  trace: Trace;
  traces: TraceSummary[];
  services: string[];
}

export function SpanRow({ row, traceStartMs, isOpen, onToggle, trace, traces, services }: Props) {
  const { span, depth, bar, crossing } = row;
  const details = useId();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isOpen && document.activeElement !== button.current) button.current?.focus();
  }, [isOpen]);
  return (
    <li className="span" aria-level={depth + 1} style={{ '--depth': depth } as CSSProperties}>
      {crossing && <CrossingLine crossing={crossing} to={span.service} />}
      <button
        ref={button}
        className="span__row span__row--button"
        type="button"
        aria-expanded={isOpen}
        aria-controls={details}
        onClick={onToggle}
      >
        <span className="span__label">
          <ServiceLabel service={span.service} services={services} />
          <span className="span__name">{span.name}</span>
          {span.error !== undefined && <span className="failed-mark">failed</span>}
          {span.links.length > 0 && <span className="span__links">{count(span.links.length, 'link')}</span>}
        </span>
        <TimeBar
          bar={bar}
          kind={span.error === undefined ? colorOf(span.service, services) : 'time-bar__bar--failed'}
        />
        <span className="span__time">{elapsed(span.durationMs)}</span>
      </button>
      <div id={details}>
        {isOpen && <SpanDetails span={span} traceStartMs={traceStartMs} trace={trace} traces={traces} />}
      </div>
    </li>
  );
}

/** Between two services: directly, or through the broker after a wait. */
function CrossingLine({ crossing, to }: { crossing: Crossing; to: string }) {
  return (
    <div className={`span__row crossing crossing--${crossing.via}`}>
      <span className="span__label">
        {crossing.via === 'http' ? `${crossing.from} → ${to}` : `${crossing.from} → RabbitMQ → ${to}`}
      </span>
      {crossing.via === 'broker' && (
        <>
          <TimeBar bar={crossing.wait} kind="time-bar__bar--wait" />
          <span className="span__time">{elapsed(crossing.waitMs)}</span>
        </>
      )}
    </div>
  );
}

function TimeBar({ bar: { offset, width }, kind }: { bar: Bar; kind: string }) {
  return (
    <span className="time-bar" aria-hidden="true">
      <span className={`time-bar__bar ${kind}`} style={{ left: `${offset}%`, width: `${width}%` }} />
    </span>
  );
}
