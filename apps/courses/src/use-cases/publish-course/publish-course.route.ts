import { guardedRoute, type Authentication } from '@courses/auth';
import { coursesApi } from '@courses/contracts';
import { etagOf, optionalVersions } from '@courses/http-kit';
import type { publishCourse } from './publish-course';

export const publishCourseRoute = (auth: Authentication, publish: ReturnType<typeof publishCourse>) =>
  guardedRoute(auth, coursesApi.publishCourse, async ({ params, headers, user }) => {
    const course = await publish({ ...params, user, expected: optionalVersions(headers) });
    return { body: course, etag: etagOf(course.version) };
  });
