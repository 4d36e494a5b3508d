import type { Access, Endpoint, User } from '@courses/contracts';
import {
  routeWith,
  type Reply,
  type Route,
  type SerializedResponse,
  type ValidRequest,
} from '@courses/http-kit';
import type { Authentication } from './authentication';

type UserOf<A extends Access> = A['user'] extends 'required' ? User : User | undefined;

/**
 * Joins an endpoint that has `access` with its handler, which gets the `user` beside the validated request. Who may not
 * call it is refused before the body is read; see Authentication.
 */
export const guardedRoute = <E extends Endpoint & { access: Access }>(
  { admit }: Authentication,
  endpoint: E,
  handle: (
    request: ValidRequest<E> & { user: UserOf<E['access']> },
  ) => Promise<Reply<E> | SerializedResponse>,
): Route =>
  routeWith(
    endpoint,
    async (req, res) => ({ user: (await admit(endpoint.access, req, res)) as UserOf<E['access']> }),
    handle,
  );
