import { useEffect, useRef } from 'react';
import { useLocation, useSearchParams } from 'react-router';
import type { TraceSummary } from '../../../shared/trace';
import { ApiError } from '../../api/api-error';
import { Alert } from '../../ui/feedback/alert';
import { Failure } from '../../ui/feedback/notice';
import { stay } from './trace-url';
import { useTrace } from './use-traces';
import { Waterfall } from './waterfall';

interface Props {
  traceId: string;
  /** Those that can be opened. */
  traces: TraceSummary[];
  services: string[];
}

export function TraceView({ traceId, traces, services }: Props) {
  const { data, error, refetch } = useTrace(traceId);
  const heading = useFocusWhenOpened();
  return (
    <div className="trace">
      <h3 className="trace__title" ref={heading} tabIndex={-1}>
        Trace <code className="trace__id">{traceId}</code>
      </h3>
      {data ? (
        <Waterfall trace={data} traces={traces} services={services} />
      ) : error instanceof ApiError && error.isNotFound ? (
        <Alert tone="plain">
          This trace is not here: only the last ones are kept, and one that has just begun takes a moment.
        </Alert>
      ) : error ? (
        <Failure title="The trace could not be loaded" error={error} onRetry={refetch} />
      ) : (
        <p role="status">Loading the trace…</p>
      )}
    </div>
  );
}

/** Brings the heading into view when the URL names the trace, but not when it also names a span: that comes into view itself. */
function useFocusWhenOpened() {
  const heading = useRef<HTMLHeadingElement>(null);
  const [params] = useSearchParams();
  const location = useLocation();
  const isOpened = params.has('trace') && !params.has('span') && location.state !== stay;
  useEffect(() => {
    if (!isOpened) return;
    heading.current?.focus({ preventScroll: true });
    heading.current?.scrollIntoView();
  }, [isOpened, location.key]);
  return heading;
}
