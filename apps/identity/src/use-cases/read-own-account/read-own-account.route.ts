import { guardedRoute, type Authentication } from '@courses/auth';
import { identityApi } from '@courses/contracts';
import { etagOf } from '@courses/http-kit';
import type { readOwnAccount } from './read-own-account';

export const readOwnAccountRoute = (auth: Authentication, read: ReturnType<typeof readOwnAccount>) =>
  guardedRoute(auth, identityApi.readOwnAccount, async ({ user }) => {
    const account = await read({ user });
    return { body: account, etag: etagOf(account.version) };
  });
