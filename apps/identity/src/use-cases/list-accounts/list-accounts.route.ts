import { guardedRoute, type Authentication } from '@courses/auth';
import { identityApi } from '@courses/contracts';
import type { listAccounts } from './list-accounts';

export const listAccountsRoute = (auth: Authentication, list: ReturnType<typeof listAccounts>) =>
  guardedRoute(auth, identityApi.listAccounts, async ({ query }) => ({ body: await list(query) }));
