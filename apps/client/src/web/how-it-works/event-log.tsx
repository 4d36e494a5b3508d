import { Link } from 'react-router';
import type { SystemEvent } from '../../shared/system-state';
import { traceUrl } from './traces/trace-url';

const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** The events with their routes, newest first. */
export function EventLog({ events, hasTraces }: { events: SystemEvent[]; hasTraces: boolean }) {
  if (events.length === 0) {
    return (
      <p className="quiet">
        No events since you opened this page. In another window, enroll in a course or edit one: each event
        appears here and in the diagram.
      </p>
    );
  }
  return (
    <div role="log" aria-label="Events">
      <ol className="event-log">
        {events.map(({ id, type, source, about, queues, traceId, time: at }) => (
          <li key={id} className="event-log__item">
            <time dateTime={at}>{time.format(new Date(at))}</time>
            <div>
              <p className="event-log__type">{type}</p>
              <p className="quiet">
                {source} → courses.events → {queues.length > 0 ? queues.join(', ') : 'no queue'}
                {about && (
                  <>
                    {' · '}
                    <bdi>{about}</bdi>
                  </>
                )}
              </p>
            </div>
            {hasTraces && traceId && (
              <Link to={traceUrl(traceId)} aria-label={`Trace of ${type} ${about}`}>
                Trace
              </Link>
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}
