import { guardedRoute, type Authentication } from '@courses/auth';
import { identityApi } from '@courses/contracts';
import type { endOwnSession } from './end-own-session';

export const endOwnSessionRoute = (auth: Authentication, end: ReturnType<typeof endOwnSession>) =>
  guardedRoute(auth, identityApi.endOwnSession, async ({ user, params }) => {
    await end({ user, ...params });
    return { body: undefined };
  });
