import type { EndpointAt, Method, PathWith, RequestOptions, ResponseBody } from './endpoint-types';
import { fetchOrThrow, readJson } from './http';
import { signInAgain } from './session-renewal';

const maxRetryAfterSeconds = 2;

/** An array is a list of ids: the contract takes them with commas between. */
type Query = Record<string, string | number | readonly string[] | undefined>;

interface AnyOptions {
  params?: Record<string, string>;
  query?: Query;
  headers?: Record<string, string>;
  body?: unknown;
  signal?: AbortSignal;
}

/**
 * Calls an endpoint of a service, typed by its contract; our own server adds the token. Fails with ApiError.
 * A session that ended does not lose the user's work: they sign in again and the request is repeated.
 */
export async function api<M extends Method, P extends PathWith<M>>(
  method: M,
  path: P,
  ...[options]: Record<never, never> extends RequestOptions<EndpointAt<M, P>>
    ? [RequestOptions<EndpointAt<M, P>>?]
    : [RequestOptions<EndpointAt<M, P>>]
): Promise<ResponseBody<EndpointAt<M, P>>> {
  const { params = {}, query = {}, headers, body, signal }: AnyOptions = options ?? {};
  const send = () =>
    fetchOrThrow(`/api${fillPath(path, params)}${queryString(query)}`, {
      method: method.toUpperCase(),
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      body: body === undefined ? null : JSON.stringify(body),
      signal: signal ?? null,
    });
  return readJson(await sendAgainIfAsked(await send(), send));
}

/** Reads a file of a service. Fails with ApiError. */
export async function readFile(path: string): Promise<Blob> {
  const send = () => fetchOrThrow(`/api${path}`);
  const response = await sendAgainIfAsked(await send(), send);
  return response.ok ? response.blob() : readJson<never>(response);
}

/** The header for a change of just this version. */
export const ifMatch = (version: number) => ({ 'if-match': `"${version}"` });

async function sendAgainIfAsked(response: Response, send: () => Promise<Response>): Promise<Response> {
  const retryAfterSeconds = Number(response.headers.get('retry-after') ?? NaN);
  if (response.status === 503 && retryAfterSeconds <= maxRetryAfterSeconds) {
    await new Promise((resolve) => setTimeout(resolve, retryAfterSeconds * 1_000));
    return send();
  }
  return response.status === 401 && (await signInAgain()) ? send() : response;
}

const fillPath = (path: string, params: Record<string, string>): string =>
  path.replace(/:(\w+)/g, (_all, name: string) => encodeURIComponent(params[name] ?? ''));

function queryString(query: Query): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  return given.length > 0 ? `?${new URLSearchParams(given).toString()}` : '';
}
