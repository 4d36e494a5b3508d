import { guardedRoute, type Authentication } from '@courses/auth';
import { identityApi } from '@courses/contracts';
import type { signOutEverywhere } from './sign-out-everywhere';

export const signOutEverywhereRoute = (auth: Authentication, end: ReturnType<typeof signOutEverywhere>) =>
  guardedRoute(auth, identityApi.signOutEverywhere, async ({ user }) => {
    await end({ user });
    return { body: undefined };
  });
