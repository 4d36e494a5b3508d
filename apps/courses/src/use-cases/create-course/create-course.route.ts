import { guardedRoute, type Authentication } from '@courses/auth';
import { coursesApi } from '@courses/contracts';
import { etagOf } from '@courses/http-kit';
import type { createCourse } from './create-course';

export const createCourseRoute = (auth: Authentication, create: ReturnType<typeof createCourse>) =>
  guardedRoute(auth, coursesApi.createCourse, async ({ body, headers, user }) => {
    const course = await create({ ...body, user, idempotencyKey: headers['idempotency-key'] });
    return { body: course, etag: etagOf(course.version), location: `/v1/courses/${course.id}` };
  });
