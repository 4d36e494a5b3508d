import express, { type Express, type RequestHandler } from 'express';
import type { ResponseCache } from '../cache/response-cache';
import type { Logger } from '../observability/logger';
import { requestDuration, type Registry } from '../observability/metrics';
import { requestLog } from '../observability/request-log';
import { errorHandler } from '../problems/error-handler';
import { liveness, readiness, type Dependency } from './health';
import { addRequestContext } from './request-context';

export interface HttpAppOptions {
  logger: Logger;
  metrics: Registry;
  dependencies: Record<string, Dependency>;
  /** Whether the port is open to the internet: of health and metrics only `/health/live` is then mounted. Default false. */
  isPublic?: boolean;
  /** Mounted in this order, after health and metrics. */
  mount: RequestHandler[];
  /** Anonymous reads that it holds are served from it, before Express. */
  responseCache?: ResponseCache;
}

/** An Express app with what all of our servers share. `app.locals.stopping = true` fails readiness. */
export function createHttpApp({
  logger,
  metrics,
  dependencies,
  isPublic = false,
  mount,
  responseCache,
}: HttpAppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', 'strong');
  app.set('query parser', 'simple');
  liveness(app);
  if (!isPublic) internals(app, dependencies, metrics);
  for (const handler of mount) app.use(handler);
  const fail = errorHandler(logger);
  app.locals.fail = fail;
  addRequestContext(app, { log: requestLog(logger, requestDuration(metrics)), fail, cache: responseCache });
  return app;
}

function internals(app: Express, dependencies: Record<string, Dependency>, metrics: Registry): void {
  readiness(app, dependencies);
  app.get('/metrics', async (_req, res) => {
    res.type(metrics.contentType).send(await metrics.metrics());
  });
}
