import { guardedRoute, type Authentication } from '@courses/auth';
import { identityApi } from '@courses/contracts';
import { etagOf, requiredVersions } from '@courses/http-kit';
import type { changeRoles } from './change-roles';

export const changeRolesRoute = (auth: Authentication, change: ReturnType<typeof changeRoles>) =>
  guardedRoute(auth, identityApi.changeRoles, async ({ user, params, headers, body }) => {
    const account = await change({ admin: user, ...params, ...body, expected: requiredVersions(headers) });
    return { body: account, etag: etagOf(account.version) };
  });
