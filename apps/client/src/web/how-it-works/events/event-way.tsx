import type { ReactNode } from 'react';
import type { Attempt, Delivery, SystemEventDetails } from '../../../shared/system-event';
import { elapsed } from '../traces/format-time';
import { SourceFile } from './source-file';

/** The steps of an event, each with the time since it happened. */
export function EventWay({ event }: { event: SystemEventDetails }) {
  const { time, source, publishedAt, receivedAt, producerFiles, deliveries } = event;
  const after = (at: string) => `+${elapsed(Math.max(0, Date.parse(at) - Date.parse(time)))}`;
  const durable = deliveries.filter(({ live }) => !live);
  const live = deliveries.filter((delivery) => delivery.live);
  return (
    <ol className="way" aria-label="The way of the event">
      <Step at="0 ms" title={`Stored by ${source}, with its change`}>
        One write stores the change and the event (outbox): there is never one without the other.
        {producerFiles.map((path) => (
          <SourceFile key={path} path={path} />
        ))}
      </Step>
      {publishedAt && (
        <Step at={after(publishedAt)} title="Published: RabbitMQ has confirmed it">
          It was in the outbox until then, and is removed only now.
        </Step>
      )}
      {durable.map(({ queue, attempts, file }) => (
        <Step key={queue} at={attempts?.[0] ? after(attempts[0].startedAt) : ''} title={<code>{queue}</code>}>
          {attempts ? (
            <Attempts attempts={attempts} after={after} />
          ) : (
            'A queue that keeps it until it is handled.'
          )}
          {file && <SourceFile path={file} />}
        </Step>
      ))}
      {live.map((delivery) => (
        <Step key={delivery.queue} at={liveTime(delivery, receivedAt, after)} title={liveTitle(delivery)}>
          {delivery.queue.startsWith('client.')
            ? 'The client tells open pages what has changed: that is how this page learned of it.'
            : 'It invalidates what this replica has cached.'}{' '}
          Nothing keeps such a copy for a replica that is away.
          {delivery.file && <SourceFile path={delivery.file} />}
        </Step>
      ))}
    </ol>
  );
}

function Step({ at, title, children }: { at: string; title: ReactNode; children: ReactNode }) {
  return (
    <li className="way__step">
      <span className="way__time">{at}</span>
      <div>
        <p className="way__title">{title}</p>
        <div className="way__text">{children}</div>
      </div>
    </li>
  );
}

function Attempts({ attempts, after }: { attempts: Attempt[]; after: (at: string) => string }) {
  if (attempts.length === 0) return <>Waiting in the queue, or its trace is no longer kept.</>;
  return (
    <ul className="way__attempts">
      {attempts.map(({ number, startedAt, durationMs, outcome, reason }) => (
        <li key={number}>
          {attempts.length > 1 && `Attempt ${number}, ${after(startedAt)}: `}
          {outcomes[outcome] ?? outcome} in {elapsed(durationMs)}
          {reason && <span className="way__reason">{reason}</span>}
        </li>
      ))}
    </ul>
  );
}

const outcomes: Record<string, string> = {
  ack: 'Handled',
  retry: 'Failed, will be retried;',
  deadLetter: 'Given up: a dead letter;',
  park: 'Not understood: parked;',
  requeue: 'Interrupted, delivered again;',
};

const liveTitle = ({ queue }: Delivery) => `A live copy for each replica of ${queue.split('.', 1)[0]}`;

const liveTime = ({ queue, attempts }: Delivery, receivedAt: string, after: (at: string) => string) => {
  const at = queue.startsWith('client.') ? receivedAt : attempts?.[0]?.startedAt;
  return at === undefined ? '' : after(at);
};
