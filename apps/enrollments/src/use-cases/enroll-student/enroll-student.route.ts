import { guardedRoute, type Authentication } from '@courses/auth';
import { enrollmentsApi } from '@courses/contracts';
import type { enrollStudent } from './enroll-student';

export const enrollStudentRoute = (auth: Authentication, enroll: ReturnType<typeof enrollStudent>) =>
  guardedRoute(auth, enrollmentsApi.enroll, async ({ params, user }) => ({
    body: await enroll({ ...params, studentId: user.id }),
  }));
