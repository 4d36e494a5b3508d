import { guardedRoute, type Authentication } from '@courses/auth';
import { identityApi } from '@courses/contracts';
import { etagOf } from '@courses/http-kit';
import type { enableAccount } from './enable-account';

export const enableAccountRoute = (auth: Authentication, enable: ReturnType<typeof enableAccount>) =>
  guardedRoute(auth, identityApi.enableAccount, async ({ user, params }) => {
    const account = await enable({ admin: user, ...params });
    return { body: account, etag: etagOf(account.version) };
  });
