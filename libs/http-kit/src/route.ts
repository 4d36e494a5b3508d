import type { Endpoint } from '@courses/contracts';
import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import type { z } from 'zod';
import { RequestError } from './problem';
import { validate, type ValidRequest } from './validation';

/** Largest body of a request, in bytes: a lesson of 64 KiB, escaped as badly as JSON allows. */
const bodyLimit = 512 * 1024;

export interface Reply<E extends Endpoint> {
  body: E['success']['body'] extends z.ZodType ? z.input<E['success']['body']> : undefined;
  /** Set for endpoints with an `etag`. */
  etag?: string;
  location?: string;
}

/** An endpoint with the code that answers it. */
export interface Route {
  endpoint: Endpoint;
  handlers: RequestHandler[];
}

/**
 * Joins an endpoint of the contracts with its handler. The handler gets validated input only and returns the answer;
 * what it throws goes to the error boundary.
 */
export function route<E extends Endpoint>(
  endpoint: E,
  handle: (request: ValidRequest<E>) => Promise<Reply<E>>,
): Route {
  const answer = async (req: Request, res: Response): Promise<void> => {
    const reply = await handle(validate(endpoint, req));
    if (reply.etag) res.setHeader('etag', reply.etag);
    if (reply.location) res.setHeader('location', reply.location);
    res.status(endpoint.success.status);
    if (endpoint.success.body) res.json(reply.body);
    else res.end();
  };
  return { endpoint, handlers: endpoint.body ? [jsonOnly, parseJson, answer] : [answer] };
}

const parseJson = express.json({ limit: bodyLimit });

function jsonOnly(req: Request, _res: Response, next: NextFunction): void {
  const hasBody =
    req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length'] ?? 0) > 0;
  if (hasBody && !req.is('application/json')) throw new RequestError('unsupported-media-type');
  next();
}
