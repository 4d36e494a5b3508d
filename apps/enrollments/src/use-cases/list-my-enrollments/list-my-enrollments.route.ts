import { guardedRoute, type Authentication } from '@courses/auth';
import { enrollmentsApi } from '@courses/contracts';
import type { listMyEnrollments } from './list-my-enrollments';

export const listMyEnrollmentsRoute = (auth: Authentication, list: ReturnType<typeof listMyEnrollments>) =>
  guardedRoute(auth, enrollmentsApi.listMyEnrollments, async ({ query, user }) => ({
    body: await list({ ...query, studentId: user.id }),
  }));
