import { guardedRoute, type Authentication } from '@courses/auth';
import { enrollmentsApi } from '@courses/contracts';
import type { withdrawStudent } from './withdraw-student';

export const withdrawStudentRoute = (auth: Authentication, withdraw: ReturnType<typeof withdrawStudent>) =>
  guardedRoute(auth, enrollmentsApi.withdraw, async ({ params, user }) => {
    await withdraw({ ...params, studentId: user.id });
    return { body: undefined };
  });
