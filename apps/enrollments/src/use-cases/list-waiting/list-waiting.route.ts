import { guardedRoute, type Authentication } from '@courses/auth';
import { enrollmentsApi } from '@courses/contracts';
import type { listWaiting } from './list-waiting';

export const listWaitingRoute = (auth: Authentication, list: ReturnType<typeof listWaiting>) =>
  guardedRoute(auth, enrollmentsApi.listWaiting, async ({ params, query, user }) => ({
    body: await list({ ...params, ...query, user }),
  }));
