import { collectDefaultMetrics, Histogram, Registry, type RegistryContentType } from 'prom-client';

export type { Registry };

/** A registry per service, so that several services can share a process. Its text is OpenMetrics, which has exemplars. */
export function createMetrics(service: string): Registry {
  const registry = new Registry();
  (registry as Registry<RegistryContentType>).setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry });
  return registry;
}

/** Seconds per request, by method, route pattern and status. */
export const requestDuration = (registry: Registry) =>
  new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the request to the end of the response',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    enableExemplars: true,
    registers: [registry],
  });
