import type { Tracer } from '@opentelemetry/api';
import express, { type Express, type RequestHandler } from 'express';
import type { Logger } from '../observability/logger';
import { requestDuration, type Registry } from '../observability/metrics';
import { requestLog } from '../observability/request-log';
import { errorHandler } from '../problems/error-handler';
import type { BeforeExpress } from './before-express';
import { liveness, readiness, type Dependency } from './health';
import { addRequestContext } from './request-context';

export interface HttpAppOptions {
  logger: Logger;
  metrics: Registry;
  dependencies: Record<string, Dependency>;
  /** Whether the port is open to the internet: of the health checks only `/health/live` is then mounted. Default false. */
  isPublic?: boolean;
  /** Without it, nothing is traced. */
  tracer?: Tracer | undefined;
  /** Which paths are traced. Default: all but the health checks. */
  isTraced?: (path: string) => boolean;
  /** Whether a request continues the trace that its `traceparent` names. Default true. */
  trustsTraceparent?: boolean;
  /** Mounted in this order, after the health checks. */
  mount: RequestHandler[];
  /** Answers what it can before Express. */
  beforeExpress?: BeforeExpress | undefined;
}

/** An Express app with what all of our servers share. `app.locals.stopping = true` fails readiness. */
export function createHttpApp({
  logger,
  metrics,
  dependencies,
  isPublic = false,
  tracer,
  isTraced = (path) => !path.startsWith('/health/'),
  trustsTraceparent: trustsParent = true,
  mount,
  beforeExpress,
}: HttpAppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', 'strong');
  app.set('query parser', 'simple');
  liveness(app);
  if (!isPublic) readiness(app, dependencies);
  for (const handler of mount) app.use(handler);
  const fail = errorHandler(logger);
  app.locals.fail = fail;
  addRequestContext(app, {
    log: requestLog(logger, requestDuration(metrics)),
    fail,
    beforeExpress,
    spans: tracer && { tracer, isTraced, trustsParent },
  });
  return app;
}
