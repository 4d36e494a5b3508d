import { coursesApi } from '@courses/contracts';
import { etagOf, requiredVersions, route } from '@courses/http-kit';
import type { changeLesson } from './change-lesson';

export const changeLessonRoute = (change: ReturnType<typeof changeLesson>) =>
  route(coursesApi.changeLesson, async ({ params, body, headers }) => {
    const course = await change({ ...params, fields: body, expected: requiredVersions(headers) });
    return { body: course, etag: etagOf(course.version) };
  });
