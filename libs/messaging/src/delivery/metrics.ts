import { Counter, Gauge, Histogram, Registry, type Metric } from 'prom-client';

/** The figures of one bus. Several buses may share one registry: each metric is registered once. */
export function busMetrics(registry: Registry = new Registry()) {
  return {
    published: once(registry, 'messaging_published_total', (name) => {
      return new Counter({
        name,
        help: 'Events by what became of them: confirmed, nacked, unconfirmed, unavailable, invalid',
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

/** The figures of one relay, likewise; each outbox has its own label. */
export function relayMetrics(registry: Registry = new Registry()) {
  return {
    pending: once(registry, 'outbox_pending_aggregates', (name) => {
      return new Gauge({
        name,
        help: 'Aggregates with events that wait to be published, counted every 10 s',
        labelNames: ['outbox'],
        registers: [registry],
      });
    }),
    oldest: once(registry, 'outbox_oldest_pending_seconds', (name) => {
      return new Gauge({
        name,
        help: 'How long the aggregate that has waited longest waits; 0 when none does',
        labelNames: ['outbox'],
        registers: [registry],
      });
    }),
    published: once(registry, 'outbox_published_total', (name) => {
      return new Counter({
        name,
        help: 'Events that the relay gave to the bus, each attempt counted',
        labelNames: ['outbox'],
        registers: [registry],
      });
    }),
    results: once(registry, 'outbox_results_total', (name) => {
      return new Counter({
        name,
        help: 'What became of them: confirmed, nacked, unconfirmed, unavailable (not sent), invalid (not sent)',
        labelNames: ['outbox', 'result'],
        registers: [registry],
      });
    }),
    takeovers: once(registry, 'outbox_lease_takeovers_total', (name) => {
      return new Counter({
        name,
        help: 'Aggregates claimed after the lease of another relay had run out',
        labelNames: ['outbox'],
        registers: [registry],
      });
    }),
    errors: once(registry, 'outbox_errors_total', (name) => {
      return new Counter({
        name,
        help: 'Failures of the database under the relay, by step: claim, settle, measure',
        labelNames: ['outbox', 'step'],
        registers: [registry],
      });
    }),
  };
}

export type RelayMetrics = ReturnType<typeof relayMetrics>;

function once<M extends Metric>(registry: Registry, name: string, create: (name: string) => M): M {
  return (registry.getSingleMetric(name) as M | undefined) ?? create(name);
}
