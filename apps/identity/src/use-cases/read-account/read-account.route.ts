import { guardedRoute, type Authentication } from '@courses/auth';
import { identityApi } from '@courses/contracts';
import { etagOf } from '@courses/http-kit';
import type { readAccount } from './read-account';

export const readAccountRoute = (auth: Authentication, read: ReturnType<typeof readAccount>) =>
  guardedRoute(auth, identityApi.readAccount, async ({ params }) => {
    const account = await read(params);
    return { body: account, etag: etagOf(account.version) };
  });
