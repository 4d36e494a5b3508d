import { guardedRoute, type Authentication } from '@courses/auth';
import { enrollmentsApi } from '@courses/contracts';
import type { removeStudent } from './remove-student';

export const removeStudentRoute = (auth: Authentication, remove: ReturnType<typeof removeStudent>) =>
  guardedRoute(auth, enrollmentsApi.removeStudent, async ({ params, body, user }) => {
    await remove({ ...params, ...body, user });
    return { body: undefined };
  });
