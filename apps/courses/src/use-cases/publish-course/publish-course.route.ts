import { coursesApi } from '@courses/contracts';
import { etagOf, optionalVersions, route } from '@courses/http-kit';
import type { publishCourse } from './publish-course';

export const publishCourseRoute = (publish: ReturnType<typeof publishCourse>) =>
  route(coursesApi.publishCourse, async ({ params, headers }) => {
    const course = await publish({ ...params, expected: optionalVersions(headers) });
    return { body: course, etag: etagOf(course.version) };
  });
