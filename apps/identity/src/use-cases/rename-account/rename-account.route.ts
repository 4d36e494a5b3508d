import { guardedRoute, type Authentication } from '@courses/auth';
import { identityApi } from '@courses/contracts';
import { etagOf } from '@courses/http-kit';
import type { renameAccount } from './rename-account';

export const renameAccountRoute = (auth: Authentication, rename: ReturnType<typeof renameAccount>) =>
  guardedRoute(auth, identityApi.renameAccount, async ({ user, body }) => {
    const account = await rename({ user, ...body });
    return { body: account, etag: etagOf(account.version) };
  });
