import { guardedRoute, type Authentication } from '@courses/auth';
import { coursesApi } from '@courses/contracts';
import { etagOf, optionalVersions } from '@courses/http-kit';
import type { archiveCourse } from './archive-course';

export const archiveCourseRoute = (auth: Authentication, archive: ReturnType<typeof archiveCourse>) =>
  guardedRoute(auth, coursesApi.archiveCourse, async ({ params, headers, user }) => {
    const course = await archive({ ...params, user, expected: optionalVersions(headers) });
    return { body: course, etag: etagOf(course.version) };
  });
