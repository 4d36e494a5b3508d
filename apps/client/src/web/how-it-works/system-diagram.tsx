import { useSyncExternalStore } from 'react';
import type { ServiceState, SystemState } from '../../shared/system-state';
import type { SystemEvent } from '../../shared/system-event';
import { Arrowheads } from './arrowheads';
import { BrokerBox } from './broker-box';
import { diagramFor, pathOf } from './diagram-layout';
import { EventDot, travelMs } from './event-dot';
import { eventUrl } from './events/event-url';
import { QueueLane } from './queue-lane';
import { SystemBox } from './system-box';
import { useMovingEvents } from './use-system';

const subscribe = (callback: () => void) => {
  window.addEventListener('resize', callback);
  return () => window.removeEventListener('resize', callback);
};

export function SystemDiagram({ state }: { state: SystemState }) {
  const events = useMovingEvents();
  const windowWidth = useSyncExternalStore(subscribe, () => window.innerWidth);
  const names = state.services.map(({ name }) => name);
  const diagram = diagramFor(windowWidth, names);
  const queuesOf = (name: string) => state.queues.filter((queue) => queue.name.startsWith(`${name}.`));
  const isConsumer = (name: string) => queuesOf(name).length > 0 || state.live.includes(name);
  const routes = Object.entries(diagram.routes).filter(
    ([ends]) => !ends.startsWith('broker ') || isConsumer(ends.slice('broker '.length)),
  );
  const isEmbedded = state.oneProcess?.embeddedBroker;
  return (
    <figure className="system-figure">
      <svg className="system" viewBox={`0 0 ${diagram.width} ${diagram.height}`}>
        <Arrowheads />
        <g role="img" aria-label="Diagram of the system; the list below describes its components.">
          {routes.map(([ends, { kind, points }]) => (
            <path key={ends} className={`system__line system__line--${kind}`} d={pathOf(points)} />
          ))}
          {!diagram.isNarrow && (
            <text className="system__note" x={diagram.broker.x - 20} y={28} textAnchor="end">
              a live copy of every event
            </text>
          )}
          <SystemBox place={diagram.browser} name="browser" notes={['this page']} up hasLamp={false} />
          <SystemBox
            place={diagram.client}
            name="client"
            notes={[state.oneProcess ? 'serves this page' : 'LoadBalancer']}
            up
          />
          {state.services.map((service) => {
            const { box, database } = diagram.services[service.name] ?? {};
            return (
              box &&
              database && (
                <g key={service.name}>
                  <SystemBox
                    place={box}
                    name={service.name}
                    notes={[addressOf(service), conditionOf(service)]}
                    up={service.state === 'ready'}
                  />
                  <SystemBox place={database} name="database" up={isDatabaseUp(service, state)} database />
                </g>
              )
            );
          })}
          <BrokerBox
            place={diagram.broker}
            note={isEmbedded ? 'embedded' : 'courses.events'}
            isUp={state.broker === 'connected'}
          />
          {Object.entries(diagram.services).map(([name, { lane }]) => {
            const queues = queuesOf(name);
            return queues.length > 0 && <QueueLane key={name} place={lane} queues={queues} />;
          })}
        </g>
        <g aria-hidden="true">
          {events.flatMap((event) =>
            ways(event, state).map(({ ends, delay }) => {
              const route = diagram.routes[ends];
              return (
                route && (
                  <EventDot key={`${event.id} ${ends}`} route={route} delay={delay} to={eventUrl(event.id)} />
                )
              );
            }),
          )}
        </g>
      </svg>
      <figcaption className="legend">
        <span className="legend__item legend__item--request">A request, which waits for its answer</span>
        <span className="legend__item legend__item--event">An event, which no one waits for</span>
      </figcaption>
    </figure>
  );
}

/** A service that is away cannot say; in one process only the service was stopped. */
const isDatabaseUp = ({ state, checks }: ServiceState, { oneProcess }: SystemState) =>
  state === 'away' ? oneProcess !== null : checks.mongodb === 'connected';

/** Its port in one process, the kind of its Kubernetes Service elsewhere. */
const addressOf = ({ docsUrl }: ServiceState): string =>
  docsUrl === undefined ? 'ClusterIP' : `port ${new URL(docsUrl).port}`;

function conditionOf({ state, phase, outbox = 0 }: ServiceState): string {
  if (outbox > 0) return `${outbox} in its outbox`;
  return phase && phase !== 'running' ? phase : state;
}

/** From its producer to the broker, then to each consumer that takes messages now. */
function ways({ source, queues, live }: SystemEvent, state: SystemState) {
  const waits = (queue: string) => state.queues.some(({ name, counts }) => name === queue && counts?.paused);
  const taken = queues.filter((queue) => !waits(queue)).map((queue) => queue.split('.', 1)[0] ?? '');
  const isUp = (name: string) =>
    name === 'client' || state.services.some((service) => service.name === name && service.state === 'ready');
  const consumers = [...new Set([...taken, ...live])].filter(isUp);
  return [
    { ends: `${source} broker`, delay: 0 },
    ...consumers.map((consumer) => ({ ends: `broker ${consumer}`, delay: travelMs })),
  ];
}
