import type { Bus } from '@courses/messaging';
import type { Upstream } from '../forwarding/targets';
import type { QueueState, ServiceState, SystemState } from '../../shared/system-state';
import { queuesByEvent } from './event-paths';

const timeoutMs = 1_500;
const cacheMs = 750;

export type SystemReading = Omit<SystemState, 'hasTraces'>;

/** Reads the state of the system; concurrent callers share one reading. */
export function systemReader(upstreams: Upstream[], bus: Bus): () => Promise<SystemReading> {
  let reading: { since: number; state: Promise<SystemReading> } | undefined;
  const read = async (): Promise<SystemReading> => ({
    services: await Promise.all(upstreams.map(readService)),
    broker: bus.state,
    queues: await Promise.all(queues.map((queue) => readQueue(bus, queue))),
  });
  return () => {
    if (!reading || Date.now() - reading.since > cacheMs) reading = { since: Date.now(), state: read() };
    return reading.state;
  };
}

const queues = Object.entries(queuesByEvent).flatMap(([event, names]) =>
  names.map((name) => ({ event, name })),
);

async function readService({ name, url }: Upstream): Promise<ServiceState> {
  try {
    const response = await fetch(new URL('/health/ready', url), { signal: AbortSignal.timeout(timeoutMs) });
    const { checks = {} } = (await response.json()) as { checks?: Record<string, string> };
    return { name, state: response.ok ? 'ready' : 'not-ready', checks };
  } catch {
    return { name, state: 'away', checks: {} };
  }
}

async function readQueue(bus: Bus, queue: { event: string; name: string }): Promise<QueueState> {
  return { ...queue, waiting: (await bus.depth(queue.name)) ?? null };
}
