import type { Role } from '../user';

/** Who may call an endpoint, by the bearer token of the request. */
export interface Access {
  /** `optional`: anybody, but the handler gets the user; an invalid token is rejected all the same. */
  user: 'required' | 'optional';
  /** One of these is needed. */
  roles?: readonly Role[];
}

/** Anyone who is signed in. */
export const requireUser = { user: 'required' } as const satisfies Access;

/** Anybody; the handler gets the user where there is one. */
export const optionalUser = { user: 'optional' } as const satisfies Access;

/** Anyone who has at least one of the roles. */
export const requireRole = (...roles: [Role, ...Role[]]) =>
  ({ user: 'required', roles }) as const satisfies Access;
