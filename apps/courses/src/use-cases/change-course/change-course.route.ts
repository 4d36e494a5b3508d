import { coursesApi } from '@courses/contracts';
import { etagOf, requiredVersions, route } from '@courses/http-kit';
import type { changeCourse } from './change-course';

export const changeCourseRoute = (change: ReturnType<typeof changeCourse>) =>
  route(coursesApi.changeCourse, async ({ params, body, headers }) => {
    const course = await change({ ...params, fields: body, expected: requiredVersions(headers) });
    return { body: course, etag: etagOf(course.version) };
  });
