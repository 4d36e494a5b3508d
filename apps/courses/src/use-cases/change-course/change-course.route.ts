import { guardedRoute, type Authentication } from '@courses/auth';
import { coursesApi } from '@courses/contracts';
import { etagOf, requiredVersions } from '@courses/http-kit';
import type { changeCourse } from './change-course';

export const changeCourseRoute = (auth: Authentication, change: ReturnType<typeof changeCourse>) =>
  guardedRoute(auth, coursesApi.changeCourse, async ({ params, body, headers, user }) => {
    const course = await change({ ...params, user, fields: body, expected: requiredVersions(headers) });
    return { body: course, etag: etagOf(course.version) };
  });
