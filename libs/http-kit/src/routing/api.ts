import type { Endpoint } from '@courses/contracts';
import express, { type Request, type RequestHandler, type Response } from 'express';
import { docsPage } from '../openapi/docs-page';
import { openapiDocument, type ApiInfo } from '../openapi/openapi';
import { sendProblem } from '../problems/problem';
import type { Route } from './route';

/**
 * The routes of a JSON API, in any order: literal path segments are matched before parameters. Serves the OpenAPI document
 * at `/openapi.json` and Swagger UI at `/docs`; answers other methods of a known path with 405.
 */
export function api(info: ApiInfo, routes: Route[]): RequestHandler {
  const router = express.Router();
  const endpoints = routes.map(({ endpoint }) => endpoint);
  const sorted = routes.toSorted((one, other) => compare(sortKey(one), sortKey(other)));
  for (const { endpoint, handler } of sorted) router[endpoint.method](endpoint.path, handler);
  const paths = methodsByPath(sorted.map(({ endpoint }) => endpoint));
  for (const [path, methods] of paths) router.all(path, methodNotAllowed(methods));
  router.use(docsPage(info.title, openapiDocument(info, endpoints)));
  return router;
}

/** Sorts `/reviews/summary` before `/reviews/:reviewId`. */
const sortKey = ({ endpoint }: Route): string => endpoint.path.replaceAll(/:\w+/g, '\uffff');

const compare = (one: string, other: string) => Number(one > other) - Number(one < other);

function methodsByPath(endpoints: Endpoint[]): Map<string, string> {
  const paths = new Map<string, string>();
  for (const { path, method } of endpoints) {
    const known = paths.get(path);
    const name = method === 'get' ? 'GET, HEAD' : method.toUpperCase();
    paths.set(path, known ? `${known}, ${name}` : name);
  }
  return paths;
}

const methodNotAllowed = (methods: string) => (req: Request, res: Response) => {
  res.set('allow', methods);
  if (req.method === 'OPTIONS') res.status(204).end();
  else sendProblem(res, 'method-not-allowed', { detail: `Allowed methods: ${methods}` });
};
