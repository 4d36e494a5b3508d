import { guardedRoute, type Authentication } from '@courses/auth';
import { identityApi } from '@courses/contracts';
import type { changePassword } from './change-password';

export const changePasswordRoute = (auth: Authentication, change: ReturnType<typeof changePassword>) =>
  guardedRoute(auth, identityApi.changePassword, async ({ user, body }) => ({
    body: await change({ user, ...body }),
  }));
