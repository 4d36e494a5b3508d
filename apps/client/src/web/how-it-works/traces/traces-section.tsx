import { useSearchParams } from 'react-router';
import type { TraceSummary } from '../../../shared/trace';
import { Failure } from '../../ui/feedback/notice';
import { TraceList } from './trace-list';
import { TraceView } from './trace-view';
import { useRefetchAfterEvents, useTraces } from './use-traces';
import '../../styles/traces.css';

/** The last traces; one of them, that of the URL, as a waterfall. */
export function TracesSection({ services }: { services: string[] }) {
  const { data, error, refetch } = useTraces();
  const [params] = useSearchParams();
  useRefetchAfterEvents();
  const traces = data?.items ?? [];
  const traceId = params.get('trace') ?? widest(traces)?.traceId;
  return (
    <section className="traces" aria-labelledby="traces">
      <div>
        <h2 id="traces" className="page__section">
          Traces
        </h2>
        <p className="traces__lead">
          A trace follows one request through the services, their databases and the broker. Each bar is one
          step (a span); a hatched one is the time that an event waits in the outbox and in RabbitMQ.
        </p>
      </div>
      {data?.items.length === 0 && <p className="quiet">No traces yet. Enroll in a course or publish one.</p>}
      {!data && error && <Failure title="The traces could not be loaded" error={error} onRetry={refetch} />}
      {traces.length > 0 && <TraceList traces={traces} selected={traceId} services={services} />}
      {traceId && <TraceView traceId={traceId} traces={traces} services={services} />}
    </section>
  );
}

/** Of the traces that cross the most services, the newest. */
const widest = (traces: TraceSummary[]): TraceSummary | undefined =>
  traces.toSorted((a, b) => b.services.length - a.services.length)[0];
