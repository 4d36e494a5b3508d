import { coursesApi } from '@courses/contracts';
import { etagOf, route } from '@courses/http-kit';
import type { createCourse } from './create-course';

export const createCourseRoute = (create: ReturnType<typeof createCourse>) =>
  route(coursesApi.createCourse, async ({ body, headers }) => {
    const course = await create({ ...body, idempotencyKey: headers['idempotency-key'] });
    return { body: course, etag: etagOf(course.version), location: `/v1/courses/${course.id}` };
  });
