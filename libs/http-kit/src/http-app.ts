import type { Endpoint } from '@courses/contracts';
import express, { type Express, type Request, type RequestHandler, type Response } from 'express';
import type { ResponseCache } from './cache/response-cache';
import { docsPage } from './docs-page';
import { errorBoundary, type ErrorBoundary } from './error-boundary';
import { health, type Dependency } from './health';
import { isAnonymousRead, sendSerialized } from './cache/serve-from-cache';
import type { Logger } from './logger';
import { requestDuration, type Registry } from './metrics';
import { openapiDocument, type ApiInfo } from './openapi';
import { sendProblem } from './problem';
import { requestId, requestLog } from './request-log';
import type { Route } from './route';

const securityHeaders = {
  'cache-control': 'no-cache',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
};
const headers = new Map(Object.entries(securityHeaders));
const headersInTurn = Object.entries(securityHeaders).flat();

export interface HttpAppOptions {
  logger: Logger;
  metrics: Registry;
  dependencies: Record<string, Dependency>;
  /** Served in this order, after health and metrics. */
  mount: RequestHandler[];
  /** What anybody has asked for before is answered from here, in front of Express, when nobody special asks again. */
  responseCache?: ResponseCache;
}

/** An Express app with everything that is the same in each of our servers. `app.locals.stopping = true` fails readiness. */
export function createHttpApp({
  logger,
  metrics,
  dependencies,
  mount,
  responseCache,
}: HttpAppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', 'strong');
  app.set('query parser', 'simple');
  health(app, dependencies);
  app.get('/metrics', async (_req, res) => {
    res.type(metrics.contentType).send(await metrics.metrics());
  });
  for (const handler of mount) app.use(handler);
  const fail = errorBoundary(logger);
  app.locals.fail = fail;
  inFront(app, requestLog(logger, requestDuration(metrics)), fail, responseCache);
  return app;
}

/** What is done for every request before Express looks for its route, and instead of it where the answer is kept. */
function inFront(
  app: Express,
  log: ReturnType<typeof requestLog>,
  fail: ErrorBoundary,
  responseCache?: ResponseCache,
): void {
  type Handle = (req: Request, res: Response, next: (error?: unknown) => void) => void;
  const served = app as Express & { handle: Handle };
  const express = served.handle.bind(app);
  const handle = (req: Request, res: Response) => {
    const id = requestId(req);
    log(req, res, id);
    const kept = responseCache && isAnonymousRead(req) ? responseCache.find(req.url) : undefined;
    if (kept) {
      req.route = { path: kept.route };
      sendSerialized(req, res, kept.reply, [...headersInTurn, 'x-request-id', id]);
      return;
    }
    res.setHeaders(headers).setHeader('x-request-id', id);
    // In the place of Express's own last handler, which answers with HTML.
    express(req, res, (error) => (error ? fail(error, req, res) : sendProblem(res, 'route-not-found')));
  };
  served.handle = (req, res) => {
    try {
      handle(req, res);
    } catch (error) {
      req.res = res;
      fail(error as Error, req, res);
    }
  };
}

/**
 * The routes of a JSON API, in whatever order they are given (what a path names literally comes before what it takes for a
 * parameter), with its OpenAPI document at `/openapi.json` and the page to read and try it at `/docs`. */
export function api(info: ApiInfo, routes: Route[]): RequestHandler {
  const router = express.Router();
  const endpoints = routes.map(({ endpoint }) => endpoint);
  const inOrder = routes.toSorted((one, other) => byRank(rank(one), rank(other)));
  for (const { endpoint, handler } of inOrder) router[endpoint.method](endpoint.path, handler);
  const paths = methodsByPath(inOrder.map(({ endpoint }) => endpoint));
  for (const [path, methods] of paths) router.all(path, refuseMethod(methods));
  router.use(docsPage(info.title, openapiDocument(info, endpoints)));
  return router;
}

/** Sorts `/reviews/summary` before `/reviews/:reviewId`. */
const rank = ({ endpoint }: Route): string => endpoint.path.replaceAll(/:\w+/g, '\uffff');

const byRank = (one: string, other: string) => Number(one > other) - Number(one < other);

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
