import { enrollmentsApi } from '@courses/contracts';
import { route } from '@courses/http-kit';
import type { enrollStudent } from './enroll-student';

export const enrollStudentRoute = (enroll: ReturnType<typeof enrollStudent>) =>
  route(enrollmentsApi.enrollStudent, async ({ params, body, headers }) => ({
    body: await enroll({ ...params, ...body, idempotencyKey: headers['idempotency-key'] }),
  }));
