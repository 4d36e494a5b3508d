import { Link } from 'react-router';
import type { TraceSummary } from '../../../shared/trace';
import { count } from '../../ui/format';
import { elapsed, timeOfDay } from './format-time';
import { ServiceLabel } from './service-label';
import { traceUrl } from './trace-url';

interface Props {
  traces: TraceSummary[];
  selected: string | undefined;
  services: string[];
}

/** Newest first. */
export function TraceList({ traces, selected, services }: Props) {
  return (
    <ol className="trace-list" aria-label="Last traces">
      {traces.map(({ traceId, name, startMs, durationMs, spanCount, failed, ...trace }) => (
        <li key={traceId}>
          <Link
            className="trace-list__link"
            to={traceUrl(traceId)}
            aria-current={traceId === selected ? 'true' : undefined}
          >
            <time dateTime={new Date(startMs).toISOString()}>{timeOfDay(startMs)}</time>
            <span className="trace-list__name">
              {name} {failed && <span className="failed-mark">failed</span>}
            </span>
            <span className="trace-list__services">
              {trace.services.map((service) => (
                <ServiceLabel key={service} service={service} services={services} />
              ))}
            </span>
            <span className="trace-list__size">
              {elapsed(durationMs)} · {count(spanCount, 'span')}
            </span>
          </Link>
        </li>
      ))}
    </ol>
  );
}
