import { counter, gauge, newRegistry } from '../delivery/metrics';

/** The metrics of one relay; relays may share one registry, each outbox has its own label. */
export function relayMetrics(registry = newRegistry()) {
  return {
    pending: gauge(registry, {
      name: 'outbox_pending_aggregates',
      help: 'Aggregates with events to be published, counted every 10 s',
      labelNames: ['outbox'],
    }),
    oldest: gauge(registry, {
      name: 'outbox_oldest_pending_seconds',
      help: 'Age of the oldest pending event; 0 when none is pending',
      labelNames: ['outbox'],
    }),
    published: counter(registry, {
      name: 'outbox_published_total',
      help: 'Events that the relay passed to the bus, each attempt counted',
      labelNames: ['outbox'],
    }),
    results: counter(registry, {
      name: 'outbox_results_total',
      help: 'Results of these: confirmed, nacked, unconfirmed, unavailable (not sent), invalid (not sent)',
      labelNames: ['outbox', 'result'],
    }),
    takeovers: counter(registry, {
      name: 'outbox_lease_takeovers_total',
      help: 'Aggregates claimed after the lease of another relay had expired',
      labelNames: ['outbox'],
    }),
    errors: counter(registry, {
      name: 'outbox_errors_total',
      help: 'Database failures of the relay, by step: claim, settle, measure',
      labelNames: ['outbox', 'step'],
    }),
  };
}

export type RelayMetrics = ReturnType<typeof relayMetrics>;
