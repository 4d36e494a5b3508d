import { ApiError } from '../api/api-error';
import { hasRole, useSession } from '../api/session';
import { PageHeading } from '../ui/page-heading';
import { Alert } from '../ui/feedback/alert';
import { NotFoundPage } from '../ui/feedback/not-found-page';
import { Failure } from '../ui/feedback/notice';
import { PageSkeleton } from '../ui/feedback/page-skeleton';
import { Components } from './components';
import { Workload } from './control/workload';
import { DeadLetters } from './dead-letters/dead-letters';
import { EventLog } from './events/event-log';
import { SourceBase } from './events/source-file';
import { ScenePlayer } from './scene/scene-player';
import { SystemDiagram } from './system-diagram';
import type { SystemState } from '../../shared/system-state';
import { TracesSection } from './traces/traces-section';
import { useSystemState, useSystemEvents } from './use-system';
import '../styles/how-it-works.css';
import '../styles/how-it-works-details.css';
import '../styles/scene.css';

export default function HowItWorksPage() {
  const { data, error, isPending, refetch } = useSystemState();
  const events = useSystemEvents();
  const { user } = useSession();
  if (isPending) return <PageSkeleton>Loading the system state…</PageSkeleton>;
  if (error instanceof ApiError && error.isNotFound) return <NotFoundPage />;
  const names = data?.services.map(({ name }) => name) ?? [];
  return (
    <div className="wrap page how">
      <div>
        <PageHeading title="How it works">How it works</PageHeading>
        <p className="how__lead">
          This site is a few small services, and each owns its data. A page asks a service and waits for its
          answer. Services do not ask each other: each publishes events about what has changed, and the others
          keep what they need. Here they are, live.
        </p>
      </div>
      {error && <Alert>The server is not responding. This is the last known state.</Alert>}
      {data ? (
        <SourceBase value={data.oneProcess ? '/system/source/' : undefined}>
          <div className="how__stage">
            {data.scene && <ScenePlayer scene={data.scene} />}
            <SystemDiagram state={data} />
            <StateSummary state={data} />
            {data.oneProcess && <OneProcessNote {...data.oneProcess} />}
          </div>
          <div className="how__columns">
            <section aria-labelledby="events">
              <h2 id="events" className="page__section">
                Events
              </h2>
              <EventLog
                events={events}
                hasTraces={data.hasTraces}
                docsUrlOf={(name) => data.services.find((service) => service.name === name)?.docsUrl}
              />
            </section>
            <Workload state={data} />
          </div>
          {(data.oneProcess || hasRole(user, 'admin')) && <DeadLetters />}
          {data.hasTraces && <TracesSection services={['client', ...names]} />}
        </SourceBase>
      ) : (
        <Failure title="The system state could not be loaded" error={error} onRetry={refetch} />
      )}
      <Components services={names} />
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

/** Neither more nor less than what runs here. */
function OneProcessNote({
  embeddedBroker,
  embeddedDatabase,
}: {
  embeddedBroker: boolean;
  embeddedDatabase: boolean;
}) {
  const embedded = [embeddedBroker && 'RabbitMQ', embeddedDatabase && 'MongoDB'].filter(Boolean);
  return (
    <p className="how__note">
      Here, all of it runs in <strong>one Node.js process</strong>: each service is an HTTP server on a port
      of its own, with its own database and its own connection to the broker.{' '}
      {embedded.length > 0 &&
        `${embedded.join(' and ')} ${embedded.length > 1 ? 'are' : 'is'} embedded, in memory. `}
      On Kubernetes, each box is a pod: <a href="#parts">what each of them would be</a>.
    </p>
  );
}
