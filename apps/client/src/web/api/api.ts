import createClient from 'openapi-fetch';
import type { paths as CoursesPaths } from './generated/courses';
import type { paths as EnrollmentsPaths } from './generated/enrollments';
import type { paths as IdentityPaths } from './generated/identity';
import { fetchOrThrow } from './http';
import { signInAgain } from './session-renewal';

const longestPauseSeconds = 2;

/** Every operation of the services, typed by their OpenAPI documents; our own server adds the token. */
export const api = createClient<CoursesPaths & EnrollmentsPaths & IdentityPaths>({
  baseUrl: '/api',
  fetch: send,
});

/** The version that one read, for a change of just that. */
export const ifMatch = (version: number) => ({ 'if-match': `"${version}"` });

/**
 * A session that ended while somebody works is no reason to lose the work: they sign in again and the request is repeated.
 * Likewise when the server asks for a moment's patience.
 */
async function send(request: Request): Promise<Response> {
  const again = request.clone();
  const response = await fetchOrThrow(request);
  const pauseSeconds = Number(response.headers.get('retry-after') ?? NaN);
  if (response.status === 503 && pauseSeconds <= longestPauseSeconds) {
    await new Promise((resolve) => setTimeout(resolve, pauseSeconds * 1_000));
    return fetchOrThrow(again);
  }
  if (response.status === 401 && (await signInAgain())) return fetchOrThrow(again);
  return response;
}
