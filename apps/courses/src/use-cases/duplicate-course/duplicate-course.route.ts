import { guardedRoute, type Authentication } from '@courses/auth';
import { coursesApi } from '@courses/contracts';
import { etagOf } from '@courses/http-kit';
import type { duplicateCourse } from './duplicate-course';

export const duplicateCourseRoute = (auth: Authentication, duplicate: ReturnType<typeof duplicateCourse>) =>
  guardedRoute(auth, coursesApi.duplicateCourse, async ({ params, headers, user }) => {
    const course = await duplicate({ ...params, user, idempotencyKey: headers['idempotency-key'] });
    return { body: course, etag: etagOf(course.version), location: `/v1/courses/${course.id}` };
  });
