import { guardedRoute, type Authentication } from '@courses/auth';
import { coursesApi } from '@courses/contracts';
import { etagOf, requiredVersions } from '@courses/http-kit';
import type { changeLesson } from './change-lesson';

export const changeLessonRoute = (auth: Authentication, change: ReturnType<typeof changeLesson>) =>
  guardedRoute(auth, coursesApi.changeLesson, async ({ params, body, headers, user }) => {
    const course = await change({ ...params, user, fields: body, expected: requiredVersions(headers) });
    return { body: course, etag: etagOf(course.version) };
  });
