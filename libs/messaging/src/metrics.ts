import { Counter, Gauge, Histogram, Registry, type Metric } from 'prom-client';

/** The figures of one bus. Several buses may share one registry: each metric is registered once. */
export function busMetrics(registry: Registry = new Registry()) {
  return {
    published: once(registry, 'messaging_published_total', (name) => {
      return new Counter({
        name,
        help: 'Events by what became of them: confirmed, invalid, unavailable, not_confirmed',
        labelNames: ['type', 'result'],
        registers: [registry],
      });
    }),
    consumed: once(registry, 'messaging_consumed_total', (name) => {
      return new Counter({
        name,
        help: 'Deliveries by outcome: ack, retry, dead, park',
        labelNames: ['queue', 'outcome'],
        registers: [registry],
      });
    }),
    handling: once(registry, 'messaging_handler_seconds', (name) => {
      return new Histogram({
        name,
        help: 'Time that handlers take',
        labelNames: ['queue'],
        registers: [registry],
      });
    }),
    returned: once(registry, 'messaging_returned_total', (name) => {
      return new Counter({
        name,
        help: 'Messages that the broker could not even put into courses.unrouted',
        registers: [registry],
      });
    }),
    connected: once(registry, 'messaging_connected', (name) => {
      return new Gauge({
        name,
        help: '1 while the connection stands, by purpose: publish, consume',
        labelNames: ['connection'],
        registers: [registry],
      });
    }),
    blocked: once(registry, 'messaging_blocked', (name) => {
      return new Gauge({
        name,
        help: '1 while the broker refuses messages because of an alarm',
        registers: [registry],
      });
    }),
  };
}

export type BusMetrics = ReturnType<typeof busMetrics>;

/** The figures of one relay, likewise. */
export function relayMetrics(registry: Registry = new Registry()) {
  return {
    events: once(registry, 'outbox_events_total', (name) => {
      return new Counter({
        name,
        help: 'Events that the relay sent, by result: confirmed, failed, invalid',
        labelNames: ['result'],
        registers: [registry],
      });
    }),
    errors: once(registry, 'outbox_errors_total', (name) => {
      return new Counter({
        name,
        help: 'Failures of the database under the relay, by step: claim, settle',
        labelNames: ['step'],
        registers: [registry],
      });
    }),
  };
}

function once<M extends Metric>(registry: Registry, name: string, create: (name: string) => M): M {
  return (registry.getSingleMetric(name) as M | undefined) ?? create(name);
}
