import type { Request, Response } from 'express';
import fresh from 'fresh';
import type { BeforeExpress } from '../app/before-express';
import { checkIfMatch } from '../routing/etag';
import type { SerializedResponse } from './cacheable-response';
import type { ResponseCache } from './response-cache';

/**
 * Whether the response depends on the URL, and on If-None-Match, alone. Some users may see more than others in a list; any
 * other public response is the same for all.
 */
export const isSameForAll = ({ method, headers }: Request, isList: boolean): boolean =>
  method === 'GET' && headers['if-match'] === undefined && !(isList && headers.authorization !== undefined);

/** Answers reads of cached URLs before Express: anonymous ones, and those with a token that `isVerified` knows. */
export const cachedReads =
  (cache: ResponseCache, isVerified: (req: Request) => boolean = () => false): BeforeExpress =>
  (req, res, { headers }) => {
    const cached = cache.find(req.url);
    if (!cached || !isSameForAll(req, cached.response.isList)) return false;
    if (req.headers.authorization !== undefined && !isVerified(req)) return false;
    req.route = { path: cached.route };
    sendSerialized(req, res, cached.response, headers);
    return true;
  };

/**
 * Sends the response, or 304 when the client has this version; fails with 412 when If-Match names others only. `headers`
 * alternates names and values.
 */
export function sendSerialized(
  req: Request,
  res: Response,
  { json, length, etag }: SerializedResponse,
  headers: readonly string[] = [],
): void {
  checkIfMatch(req.headers, etag);
  if (req.headers['if-none-match'] !== undefined && fresh(req.headers, { etag })) {
    res.writeHead(304, [...headers, 'etag', etag]).end();
    return;
  }
  const bodyHeaders = ['content-type', 'application/json; charset=utf-8', 'content-length', String(length)];
  res.writeHead(res.statusCode, [...headers, 'etag', etag, ...bodyHeaders]).end(json);
}
