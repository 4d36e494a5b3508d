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
 * Connects an endpoint that has `access` to its handler, which gets the `user` in addition to the validated request.
 * Authorization happens before the body is read; see Authentication.
 */
export const guardedRoute = <E extends Endpoint & { access: Access }>(
  { authorize }: Authentication,
  endpoint: E,
  handle: (
    request: ValidRequest<E> & { user: UserOf<E['access']> },
  ) => Promise<Reply<E> | SerializedResponse>,
): Route =>
  routeWith(
    endpoint,
    async (req, res) => ({ user: (await authorize(endpoint.access, req, res)) as UserOf<E['access']> }),
    handle,
  );
