import { ApiError } from '../api/api-error';
import { PageHeading } from '../ui/page-heading';
import { Alert } from '../ui/feedback/alert';
import { NotFoundPage } from '../ui/feedback/not-found-page';
import { Failure } from '../ui/feedback/notice';
import { PageSkeleton } from '../ui/feedback/page-skeleton';
import { EventLog } from './event-log';
import { diagramNodes } from './diagram-nodes';
import { QueueList } from './queue-list';
import { SystemDiagram } from './system-diagram';
import type { SystemState } from '../../shared/system-state';
import { TracesSection } from './traces/traces-section';
import { useSystemState, useSystemEvents } from './use-system';
import '../styles/how-it-works.css';

export default function HowItWorksPage() {
  const { data, error, isPending, refetch } = useSystemState();
  const events = useSystemEvents();
  if (isPending) return <PageSkeleton>Loading the system state…</PageSkeleton>;
  if (error instanceof ApiError && error.isNotFound) return <NotFoundPage />;
  return (
    <div className="wrap page how">
      <div>
        <PageHeading title="How it works">How it works</PageHeading>
        <p className="how__lead">
          This site is a few small services. Each owns its data and publishes events about what has changed.
          Here they are, live.
        </p>
      </div>
      {error && <Alert>The server is not responding. This is the last known state.</Alert>}
      {data ? (
        <>
          <StateSummary state={data} />
          <SystemDiagram state={data} events={events} />
          <div className="how__columns">
            <section aria-labelledby="events">
              <h2 id="events" className="page__section">
                Events
              </h2>
              <EventLog events={events} hasTraces={data.hasTraces} />
            </section>
            <section aria-labelledby="queues">
              <h2 id="queues" className="page__section">
                Queues
              </h2>
              <QueueList queues={data.queues} />
            </section>
          </div>
          {data.hasTraces && (
            <TracesSection services={['client', ...data.services.map(({ name }) => name)]} />
          )}
        </>
      ) : (
        <Failure title="The system state could not be loaded" error={error} onRetry={refetch} />
      )}
      <Components />
    </div>
  );
}

function StateSummary({ state: { services } }: { state: SystemState }) {
  const down = services.filter(({ state }) => state !== 'ready').map(({ name }) => name);
  return (
    <p role="status" className={down.length > 0 ? 'how__state how__state--down' : 'how__state'}>
      {down.length === 0
        ? 'Every service is ready.'
        : `Not ready: ${down.join(', ')}. The other services keep working, and events wait in the queues.`}
    </p>
  );
}

function Components() {
  return (
    <section aria-labelledby="parts">
      <h2 id="parts" className="page__section">
        Components and their Kubernetes objects
      </h2>
      <dl className="parts">
        {diagramNodes.map(({ id, name, does, kubernetes, command }) => (
          <div key={id} className="parts__item">
            <dt>{name}</dt>
            <dd>
              <p>{does}</p>
              <p className="quiet">{kubernetes}</p>
              <code className="parts__command">{command}</code>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
