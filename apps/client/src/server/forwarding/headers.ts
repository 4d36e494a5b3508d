import type { IncomingHttpHeaders } from 'node:http';
import type { Request } from 'express';
import { forwardedFor } from '../forwarded-for';

/** They apply to a single connection (RFC 9110, 7.6.1). */
const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/**
 * Which headers end with this connection: the hop-by-hop ones and those that `Connection` names. Never the length of a body:
 * without it, a body would be read as the next request (request smuggling).
 */
function endsHere({ connection }: IncomingHttpHeaders): (name: string) => boolean {
  if (connection === undefined || /^(keep-alive|close)$/i.test(connection))
    return (name) => hopByHop.has(name);
  // Of a service an array, where it sends the header twice.
  const named = String(connection)
    .split(',')
    .map((name) => name.trim().toLowerCase());
  return (name) => hopByHop.has(name) || (name !== 'content-length' && named.includes(name));
}

/** Of the caller: its cookies, its own trace (ours is added where there is one), and what we write ourselves. */
const replaced = new Set([
  'baggage',
  'cookie',
  'expect',
  'host',
  'traceparent',
  'tracestate',
  'x-forwarded-for',
  'x-request-id',
]);

/** Names and values in turn. The token of a session replaces the caller's `Authorization`. */
export function headersToService(
  req: Request,
  requestId: string,
  { hasSession, token }: { hasSession: boolean; token: string | undefined },
): string[] {
  const ends = endsHere(req.headers);
  const headers = ['x-request-id', requestId, 'x-forwarded-for', forwardedFor(req)];
  for (const name in req.headers) {
    if (replaced.has(name) || ends(name) || (hasSession && name === 'authorization')) continue;
    add(headers, name, req.headers[name] ?? []);
  }
  if (token !== undefined) headers.push('authorization', `Bearer ${token}`);
  return headers;
}

/**
 * What the service sent, except its cookies, and of `own` what it did not send, as names and values in turn. `Location` becomes
 * the path under /api.
 */
export function headersToCaller(fromService: IncomingHttpHeaders, own: readonly string[]): string[] {
  const ends = endsHere(fromService);
  const headers: string[] = [];
  for (let i = 0; i < own.length; i += 2) {
    const name = own[i] as string;
    if (fromService[name] === undefined) headers.push(name, own[i + 1] as string);
  }
  for (const name in fromService) {
    const value = fromService[name];
    if (value === undefined || name === 'set-cookie' || ends(name)) continue;
    add(headers, name, name === 'location' ? String(value).replace(/^\/v1\//, '/api/v1/') : value);
  }
  return headers;
}

function add(headers: string[], name: string, value: string | string[]): void {
  if (typeof value === 'string') headers.push(name, value);
  else for (const each of value) headers.push(name, each);
}
