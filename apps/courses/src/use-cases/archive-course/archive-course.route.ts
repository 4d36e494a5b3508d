import { coursesApi } from '@courses/contracts';
import { etagOf, optionalVersions, route } from '@courses/http-kit';
import type { archiveCourse } from './archive-course';

export const archiveCourseRoute = (archive: ReturnType<typeof archiveCourse>) =>
  route(coursesApi.archiveCourse, async ({ params, headers }) => {
    const course = await archive({ ...params, expected: optionalVersions(headers) });
    return { body: course, etag: etagOf(course.version) };
  });
