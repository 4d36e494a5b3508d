import { Counter, Gauge, Histogram, Registry, type RegistryContentType } from 'prom-client';
import { outcomes } from './outcome';

/** The metrics of one bus. Several buses may share one registry: each metric is registered once. */
export function busMetrics(registry = newRegistry()) {
  return {
    published: counter(registry, {
      name: 'messaging_published_total',
      help: 'Published events by result: confirmed, nacked, unconfirmed, unavailable, invalid',
      labelNames: ['type', 'result'],
    }),
    consumed: counter(registry, {
      name: 'messaging_consumed_total',
      help: 'Deliveries by outcome: ack, retry, deadLetter, park',
      labelNames: ['queue', 'outcome'],
    }),
    handling: histogram(registry, {
      name: 'messaging_handler_duration_seconds',
      help: 'Time that handlers take',
      labelNames: ['queue'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    }),
    eventToEffect: histogram(registry, {
      name: 'messaging_event_to_effect_seconds',
      help: 'From when an event happened, by the clock of its publisher, to the end of its handling',
      labelNames: ['queue'],
      buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300],
    }),
    returned: counter(registry, {
      name: 'messaging_returned_total',
      help: 'Messages that the broker could not even put into courses.unrouted',
    }),
    connected: gauge(registry, {
      name: 'messaging_connected',
      help: '1 while connected, by connection: publish, consume',
      labelNames: ['connection'],
    }),
    paused: gauge(registry, {
      name: 'messaging_paused',
      help: '1 while messages wait because what their handler depends on is unavailable',
      labelNames: ['queue'],
    }),
    blocked: gauge(registry, {
      name: 'messaging_blocked',
      help: '1 while the broker blocks publishers because of an alarm',
    }),
  };
}

/** Exemplars are part of OpenMetrics only. */
export function newRegistry(): Registry {
  const registry = new Registry();
  (registry as Registry<RegistryContentType>).setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
  return registry;
}

/** So that a rate sees the first of each outcome, and a queue that never paused is seen as well. */
export function initializeQueue({ consumed, paused }: BusMetrics, queue: string): void {
  for (const outcome of outcomes) consumed.inc({ queue, outcome }, 0);
  paused.inc({ queue }, 0);
}

export type BusMetrics = ReturnType<typeof busMetrics>;

interface Definition<Label extends string> {
  name: string;
  help: string;
  labelNames?: Label[];
}

export const counter = <Label extends string = never>(registry: Registry, definition: Definition<Label>) =>
  existing<Counter<Label>>(
    registry,
    definition.name,
    () => new Counter({ ...definition, registers: [registry] }),
  );

export const gauge = <Label extends string = never>(registry: Registry, definition: Definition<Label>) =>
  existing<Gauge<Label>>(
    registry,
    definition.name,
    () => new Gauge({ ...definition, registers: [registry] }),
  );

const histogram = <Label extends string>(
  registry: Registry,
  definition: Definition<Label> & { buckets: number[] },
) =>
  existing<Histogram<Label>>(
    registry,
    definition.name,
    () => new Histogram({ ...definition, enableExemplars: true, registers: [registry] }),
  );

const existing = <M>(registry: Registry, name: string, create: (name: string) => M): M =>
  (registry.getSingleMetric(name) as M | undefined) ?? create(name);
