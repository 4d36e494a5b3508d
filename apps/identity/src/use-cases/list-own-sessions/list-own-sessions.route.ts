import { guardedRoute, type Authentication } from '@courses/auth';
import { identityApi } from '@courses/contracts';
import type { listOwnSessions } from './list-own-sessions';

export const listOwnSessionsRoute = (auth: Authentication, list: ReturnType<typeof listOwnSessions>) =>
  guardedRoute(auth, identityApi.listOwnSessions, async ({ user }) => ({
    body: { items: await list({ user }) },
  }));
