import type { Bus } from '@courses/messaging';
import type { Upstream } from '../forwarding/targets';
import type { QueueState, ServiceState, SystemState } from '../../shared/system-state';
import type { SystemControl } from './control';
import { eventPaths } from './event-paths';
import type { Sample } from './history';

const timeoutMs = 1_500;
const cacheMs = 750;

export type SystemReading = Pick<SystemState, 'services' | 'broker' | 'queues' | 'live'>;

/** Reads the state of the system; concurrent callers share one reading. */
export function systemReader(upstreams: Upstream[], bus: Bus, control?: SystemControl) {
  let reading: { since: number; state: Promise<SystemReading> } | undefined;
  const read = async (): Promise<SystemReading> => {
    const outboxes = (await control?.outboxes()) ?? {};
    return {
      services: await Promise.all(
        upstreams.map(async (upstream) => ({
          ...(await readHealth(upstream)),
          ...underControl(upstream, outboxes[upstream.name], control),
        })),
      ),
      broker: bus.state,
      queues: await Promise.all(queues.map((queue) => readQueue(bus, queue, control))),
      live: liveConsumers,
    };
  };
  return {
    read() {
      if (!reading || Date.now() - reading.since > cacheMs) reading = { since: Date.now(), state: read() };
      return reading.state;
    },
    /** After a change, which the next reading shows. */
    forget() {
      reading = undefined;
    },
  };
}

/** The numbers that the charts show. */
export async function readSample(bus: Bus, control?: SystemControl): Promise<Sample> {
  const states = await Promise.all(queues.map((queue) => readQueue(bus, queue)));
  const outboxes = Object.entries((await control?.outboxes()) ?? {});
  return {
    queues: Object.fromEntries(states.map(({ name, waiting }) => [name, waiting])),
    outboxes: Object.fromEntries(outboxes.map(([name, count]) => [name, count ?? null])),
  };
}

const queues = Object.entries(eventPaths).flatMap(([event, path]) =>
  path.queues.map((name) => ({ event, name })),
);

const liveConsumers = [
  ...new Set(
    Object.values(eventPaths).flatMap(({ live }) => live.map((queue) => queue.split('.', 1)[0] ?? '')),
  ),
];

async function readHealth({ name, url }: Upstream): Promise<ServiceState> {
  try {
    const response = await fetch(new URL('/health/ready', url), { signal: AbortSignal.timeout(timeoutMs) });
    const { checks = {} } = (await response.json()) as { checks?: Record<string, string> };
    return { name, state: response.ok ? 'ready' : 'not-ready', checks };
  } catch {
    return { name, state: 'away', checks: {} };
  }
}

/** In one process, the services are on this machine, as the browser is. */
function underControl({ name, url }: Upstream, outbox: number | undefined, control?: SystemControl) {
  if (!control) return {};
  const phase = control.phase(name);
  return {
    docsUrl: new URL('/docs', url).href,
    ...(outbox === undefined ? {} : { outbox }),
    ...(phase && { phase }),
  };
}

async function readQueue(
  bus: Bus,
  queue: { event: string; name: string },
  control?: SystemControl,
): Promise<QueueState> {
  const counts = control?.counts(queue.name);
  return { ...queue, waiting: (await bus.depth(queue.name)) ?? null, ...(counts && { counts }) };
}
