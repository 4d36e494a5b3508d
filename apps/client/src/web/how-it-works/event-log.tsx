import type { SystemEvent } from '../../shared/system-state';

const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** The events with their routes, newest first. */
export function EventLog({ events }: { events: SystemEvent[] }) {
  if (events.length === 0) {
    return (
      <p className="quiet">
        No events since you opened this page. In another window, enroll in a course or edit one: each event
        appears here and in the diagram.
      </p>
    );
  }
  return (
    <ol className="event-log" role="log" aria-label="Events">
      {events.map(({ id, type, source, about, queues, time: at }) => (
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
        </li>
      ))}
    </ol>
  );
}
