import { guardedRoute, type Authentication } from '@courses/auth';
import { enrollmentsApi } from '@courses/contracts';
import type { readEnrollment } from './read-enrollment';

export const readEnrollmentRoute = (auth: Authentication, read: ReturnType<typeof readEnrollment>) =>
  guardedRoute(auth, enrollmentsApi.readEnrollment, async ({ params, user }) => ({
    body: await read({ ...params, studentId: user.id }),
  }));
