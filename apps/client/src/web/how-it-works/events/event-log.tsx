import { Link, useSearchParams } from 'react-router';
import type { SystemEvent } from '../../../shared/system-event';
import { traceUrl } from '../traces/trace-url';
import { EventDetails } from './event-details';
import { eventUrl } from './event-url';

const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

interface Props {
  events: SystemEvent[];
  hasTraces: boolean;
  /** Of the API documents of a service, where browsers reach them. */
  docsUrlOf: (service: string) => string | undefined;
}

/** The events with their routes, newest first; each opens to what it carries and where it went. */
export function EventLog({ events, hasTraces, docsUrlOf }: Props) {
  const [params] = useSearchParams();
  if (events.length === 0) {
    return (
      <p className="quiet">
        No events yet. In another window, enroll in a course or edit one: each event appears here and in the
        diagram.
      </p>
    );
  }
  const opened = params.get('event');
  return (
    <div role="log" aria-label="Events">
      {opened !== null && events.every(({ id }) => id !== opened) && (
        <p className="quiet">The event of this address is no longer in the log.</p>
      )}
      <ol className="event-log">
        {events.map(({ id, type, source, about, queues, live, traceId, time: at }) => {
          const isOpen = opened === id;
          return (
            <li key={id} className={isOpen ? 'event-log__item event-log__item--open' : 'event-log__item'}>
              <time dateTime={at}>{time.format(new Date(at))}</time>
              <div>
                <Link
                  className="event-log__type"
                  to={isOpen ? '?' : eventUrl(id)}
                  preventScrollReset
                  replace
                  role="button"
                  aria-expanded={isOpen}
                  aria-label={`${type} ${about}`}
                >
                  {type}
                </Link>
                <p className="quiet">
                  {source} → {[...queues, ...live].join(', ') || 'no queue'}
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
              {isOpen && <EventDetails id={id} docsUrl={docsUrlOf(source)} />}
            </li>
          );
        })}
      </ol>
    </div>
  );
}
