import { useSyncExternalStore } from 'react';
import { edgeOf, diagramFor, type Box } from './diagram-layout';
import { SystemBox } from './system-box';
import type { SystemState, SystemEvent } from '../../shared/system-state';
import { EventDot, travelMs } from './event-dot';

const services = ['courses', 'enrollments', 'identity'];
const lines: [string, string][] = [
  ['browser', 'client'],
  ...services.map((name): [string, string] => ['client', name]),
  ...services.map((name): [string, string] => [name, 'broker']),
  ...services.map((name): [string, string] => [name, `${name}-db`]),
];

/** Number of animated events. */
const maxDots = 8;

const subscribe = (callback: () => void) => {
  window.addEventListener('resize', callback);
  return () => window.removeEventListener('resize', callback);
};

interface Props {
  state: SystemState;
  events: SystemEvent[];
}

export function SystemDiagram({ state, events }: Props) {
  const width = useSyncExternalStore(subscribe, () => window.innerWidth);
  const { places, ...size } = diagramFor(width);
  const at = (name: string) => places[name] as Box;
  const waiting = state.queues.reduce((sum, queue) => sum + (queue.waiting ?? 0), 0);
  const service = (name: string) => state.services.find((each) => each.name === name);
  const brokerUp = state.services.some(({ checks }) => checks.rabbitmq === 'connected');
  return (
    <svg className="system" viewBox={`0 0 ${size.width} ${size.height}`}>
      <g role="img" aria-label="Diagram of the system; the list below describes its components.">
        {lines.map(([from, to]) => (
          <Line key={`${from} ${to}`} from={at(from)} to={at(to)} />
        ))}
        <SystemBox place={at('browser')} name="browser" note="this page" up />
        <SystemBox place={at('client')} name="client" note="LoadBalancer" up />
        {services.map((name) => {
          const up = service(name)?.state === 'ready';
          const database = service(name)?.checks.mongodb;
          return (
            <g key={name}>
              <SystemBox place={at(name)} name={name} note="ClusterIP" up={up} state={service(name)?.state} />
              <SystemBox place={at(`${name}-db`)} name="database" up={database === 'connected'} database />
            </g>
          );
        })}
        <SystemBox
          place={at('broker')}
          name="RabbitMQ"
          note="courses.events"
          up={brokerUp}
          state={`${waiting} waiting`}
        />
      </g>
      <g aria-hidden="true">
        {events
          .slice(0, maxDots)
          .flatMap(({ id, source, queues, traceId }) => [
            ...(places[source]
              ? [
                  <EventDot
                    key={id}
                    from={at(source)}
                    to={at('broker')}
                    delay={0}
                    traceId={state.hasTraces ? traceId : undefined}
                  />,
                ]
              : []),
            ...readers(queues).map((reader) => (
              <EventDot
                key={`${id} ${reader}`}
                from={at('broker')}
                to={at(reader)}
                delay={travelMs}
                traceId={state.hasTraces ? traceId : undefined}
              />
            )),
          ])}
      </g>
    </svg>
  );
}

const readers = (queues: string[]): string[] => [
  ...new Set(queues.map((queue) => queue.split('.', 1)[0] ?? '').filter((name) => services.includes(name))),
];

function Line({ from, to }: { from: Box; to: Box }) {
  const [start, end] = [edgeOf(from, to), edgeOf(to, from)];
  return <line className="system__line" x1={start.x} y1={start.y} x2={end.x} y2={end.y} />;
}
