import type { Endpoint } from '@courses/contracts';
import type { Request, RequestHandler, Response } from 'express';
import type { z } from 'zod';
import type { SerializedResponse } from '../cache/cacheable-response';
import { inTime } from './in-time';
import { jsonBody } from './json-body';
import { isSameForAll, sendSerialized } from '../cache/serve-from-cache';
import { checkIfMatch } from './etag';
import { validate, type ValidRequest } from './validation';

/** Largest body of a request, in bytes: a lesson of 64 KiB, escaped as badly as JSON allows. */
const readBody = jsonBody(512 * 1024);

export interface Reply<E extends Endpoint> {
  body: E['success']['body'] extends z.ZodType ? z.input<E['success']['body']> : undefined;
  /** Set for endpoints with an `etag`. */
  etag?: string;
  location?: string;
  /** Set for endpoints with a `mediaType`: the name of the downloaded file. */
  filename?: string;
  /** No cache may store the response: others may not see it. */
  noStore?: true;
}

/** An endpoint with its handler. */
export interface Route {
  endpoint: Endpoint;
  handler: RequestHandler;
}

/**
 * Connects an endpoint of the contracts to its handler, which gets validated input and returns the response; errors go to
 * the error handler, and a response that takes more than 9 s is `not-ready` (503). For endpoints with `access` use
 * `guardedRoute` of the auth library.
 */
export const route = <E extends Endpoint & { access?: undefined }>(
  endpoint: E,
  handle: (request: ValidRequest<E>) => Promise<Reply<E> | SerializedResponse>,
): Route => routeWith(endpoint, () => Promise.resolve({}), handle);

/**
 * Like `route`, with a check that runs before the body is read: it rejects the request by throwing; its result is merged
 * into the handler's argument.
 */
export function routeWith<E extends Endpoint, Extra extends object>(
  endpoint: E,
  check: (req: Request, res: Response) => Promise<Extra>,
  handle: (request: ValidRequest<E> & Extra) => Promise<Reply<E> | SerializedResponse>,
): Route {
  const handler = async (req: Request, res: Response): Promise<void> => {
    const extra = await check(req, res);
    if (endpoint.body) req.body = await readBody(req, res);
    const reply = await inTime(handle({ ...validate(endpoint, req), ...extra }));
    res.statusCode = endpoint.success.status;
    if ('json' in reply) {
      if (isSameForAll(req, reply.isList ?? false)) reply.registerUrl?.(req.originalUrl, endpoint.path);
      sendSerialized(req, res, reply);
    } else {
      if (endpoint.method === 'get' && 'if-match' in req.headers)
        checkIfMatch(req.headers, reply.etag ?? generatedEtag(res, reply.body));
      send(res, endpoint, reply);
    }
  };
  return { endpoint, handler };
}

/** The ETag that Express gives a response that has none. */
const generatedEtag = (res: Response, body: unknown): string =>
  (res.app.get('etag fn') as (json: string) => string)(JSON.stringify(body));

function send<E extends Endpoint>(res: Response, endpoint: E, reply: Reply<E>): void {
  const { body, etag, location, filename, noStore } = reply;
  if (etag) res.setHeader('etag', etag);
  if (location) res.setHeader('location', location);
  if (noStore) res.setHeader('cache-control', 'no-store');
  const { mediaType } = endpoint.success;
  if (mediaType) res.attachment(filename).type(mediaType).set('cache-control', 'no-store').send(body);
  else if (endpoint.success.body) res.json(body);
  else res.end();
}
