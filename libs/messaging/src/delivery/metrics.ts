import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** The metrics of one bus. Several buses may share one registry: each metric is registered once. */
export function busMetrics(registry: Registry = new Registry()) {
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
    handling: existing<Histogram<'queue'>>(registry, 'messaging_handler_seconds', (name) => {
      return new Histogram({
        name,
        help: 'Time that handlers take',
        labelNames: ['queue'],
        registers: [registry],
      });
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

const existing = <M>(registry: Registry, name: string, create: (name: string) => M): M =>
  (registry.getSingleMetric(name) as M | undefined) ?? create(name);
