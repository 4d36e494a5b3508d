import type { Endpoint } from '@courses/contracts';
import express, { type Express, type Request, type RequestHandler, type Response } from 'express';
import { docsPage } from './docs-page';
import { errorBoundary } from './error-boundary';
import { health, type Dependency } from './health';
import type { Logger } from './logger';
import { requestDuration, type Registry } from './metrics';
import { openapiDocument, type ApiInfo } from './openapi';
import { sendProblem } from './problem';
import { requestLog } from './request-log';
import type { Route } from './route';

const securityHeaders = new Map([
  ['cache-control', 'no-cache'],
  ['content-security-policy', "default-src 'none'; frame-ancestors 'none'"],
  ['cross-origin-resource-policy', 'same-origin'],
  ['referrer-policy', 'no-referrer'],
  ['strict-transport-security', 'max-age=31536000; includeSubDomains'],
  ['x-content-type-options', 'nosniff'],
]);

export interface HttpAppOptions {
  logger: Logger;
  metrics: Registry;
  dependencies: Record<string, Dependency>;
  /** Served in this order, after health and metrics and before the error boundary. */
  mount: RequestHandler[];
}

/** An Express app with everything that is the same in each of our servers. `app.locals.stopping = true` fails readiness. */
export function createHttpApp({ logger, metrics, dependencies, mount }: HttpAppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', 'strong');
  app.set('query parser', 'simple');
  app.use(requestLog(logger, requestDuration(metrics)));
  app.use(setSecurityHeaders);
  app.use(health(dependencies, () => app.locals.stopping === true));
  app.get('/metrics', async (_req, res) => {
    res.type(metrics.contentType).send(await metrics.metrics());
  });
  for (const handler of mount) app.use(handler);
  app.use((_req: Request, res: Response) => sendProblem(res, 'route-not-found'));
  app.use(errorBoundary(logger));
  return app;
}

/** The routes of a JSON API with its OpenAPI document at `/openapi.json` and the page to read and try it at `/docs`. */
export function api(info: ApiInfo, routes: Route[]): RequestHandler {
  const router = express.Router();
  router.use(
    docsPage(
      info.title,
      openapiDocument(
        info,
        routes.map(({ endpoint }) => endpoint),
      ),
    ),
  );
  for (const { endpoint, handlers } of routes) router[endpoint.method](endpoint.path, ...handlers);
  for (const [path, methods] of methodsByPath(routes.map(({ endpoint }) => endpoint))) {
    router.all(path, refuseMethod(methods));
  }
  return router;
}

function setSecurityHeaders(_req: Request, res: Response, next: () => void): void {
  res.setHeaders(securityHeaders);
  next();
}

function methodsByPath(endpoints: Endpoint[]): Map<string, string> {
  const paths = new Map<string, string>();
  for (const { path, method } of endpoints) {
    const known = paths.get(path);
    const name = method === 'get' ? 'GET, HEAD' : method.toUpperCase();
    paths.set(path, known ? `${known}, ${name}` : name);
  }
  return paths;
}

const refuseMethod = (methods: string) => (req: Request, res: Response) => {
  res.set('allow', methods);
  if (req.method === 'OPTIONS') res.status(204).end();
  else sendProblem(res, 'method-not-allowed', { detail: `Allowed here: ${methods}` });
};
