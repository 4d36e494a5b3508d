import { guardedRoute, type Authentication } from '@courses/auth';
import { identityApi } from '@courses/contracts';
import { etagOf } from '@courses/http-kit';
import type { disableAccount } from './disable-account';

export const disableAccountRoute = (auth: Authentication, disable: ReturnType<typeof disableAccount>) =>
  guardedRoute(auth, identityApi.disableAccount, async ({ user, params }) => {
    const account = await disable({ admin: user, ...params });
    return { body: account, etag: etagOf(account.version) };
  });
