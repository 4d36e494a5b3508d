import { guardedRoute, type Authentication } from '@courses/auth';
import { identityApi } from '@courses/contracts';
import { deviceOf } from '../../domain/device';
import type { changePassword } from './change-password';

export const changePasswordRoute = (auth: Authentication, change: ReturnType<typeof changePassword>) =>
  guardedRoute(auth, identityApi.changePassword, async ({ user, headers, body }) => ({
    body: await change({ user, ...body, device: deviceOf(headers['user-agent']) }),
  }));
