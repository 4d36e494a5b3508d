import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

export const registry = new Registry();
collectDefaultMetrics({ register: registry });

const duration = new Histogram({
  name: 'http_request_duration_seconds',
  help: 'Time from the request to the end of the response',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  registers: [registry],
});

export const observe = (method, route, status, seconds) =>
  duration.observe({ method, route, status }, seconds);

/** For Express, and for NestJS on it. */
export function measure(req, res, next) {
  const end = duration.startTimer();
  res.on('finish', () =>
    end({ method: req.method, route: req.route?.path ?? 'none', status: res.statusCode }),
  );
  next();
}
