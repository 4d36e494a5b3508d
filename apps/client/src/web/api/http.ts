import type { ProblemDocument } from '@courses/contracts';
import { ApiError } from './api-error';

/** Requests JSON from our own server, beside the API; fails with ApiError. */
export const requestJson = async <Body>(path: string, init?: RequestInit): Promise<Body> =>
  readJson(await fetchOrThrow(path, init));

/** Like fetch, but fails with an ApiError of status 0 when there is no connection. */
export async function fetchOrThrow(path: string, init?: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch (cause) {
    throw isAbort(cause) ? cause : new ApiError(0, {}, cause);
  }
}

/** The body of a successful response, undefined without one; fails with ApiError for any other and for malformed JSON. */
export async function readJson<Body>(response: Response): Promise<Body> {
  const text = await response.text().catch((cause: unknown) => {
    throw isAbort(cause) ? cause : new ApiError(502, {}, cause);
  });
  const body = parse(text);
  if (!response.ok) throw problemOf(response, body);
  if (text !== '' && body === undefined) throw new ApiError(502);
  return body as Body;
}

function problemOf(response: Response, body: unknown): ApiError {
  const problem = typeof body === 'object' && body !== null ? (body as Partial<ProblemDocument>) : {};
  const requestId = problem.requestId ?? response.headers.get('x-request-id') ?? undefined;
  return new ApiError(response.status, { ...problem, ...(requestId ? { requestId } : {}) });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isAbort = (cause: unknown): boolean => (cause as Error).name === 'AbortError';
