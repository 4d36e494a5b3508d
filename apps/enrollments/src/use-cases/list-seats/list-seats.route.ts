import { guardedRoute, type Authentication } from '@courses/auth';
import { enrollmentsApi } from '@courses/contracts';
import type { listSeats } from './list-seats';

export const listSeatsRoute = (auth: Authentication, list: ReturnType<typeof listSeats>) =>
  guardedRoute(auth, enrollmentsApi.listSeats, async ({ params, query, user }) => ({
    body: await list({ ...params, ...query, user }),
  }));
