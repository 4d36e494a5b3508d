import type { Request, Response } from 'express';
import fresh from 'fresh';
import type { SerializedResponse } from './response-cache';

/** Its answer depends on its address alone. */
export const isAnonymousRead = ({ method, headers }: Request): boolean =>
  method === 'GET' && headers.authorization === undefined;

/** Answers with the reply, or with 304 to whoever has it; `headers` are names and values in turn. */
export function sendSerialized(
  req: Request,
  res: Response,
  { json, length, etag }: SerializedResponse,
  headers: readonly string[] = [],
): void {
  if (req.headers['if-none-match'] !== undefined && fresh(req.headers, { etag })) {
    res.writeHead(304, [...headers, 'etag', etag]).end();
    return;
  }
  const ofBody = ['content-type', 'application/json; charset=utf-8', 'content-length', String(length)];
  res.writeHead(res.statusCode, [...headers, 'etag', etag, ...ofBody]).end(json);
}
