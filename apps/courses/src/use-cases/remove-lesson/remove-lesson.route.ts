import { guardedRoute, type Authentication } from '@courses/auth';
import { coursesApi } from '@courses/contracts';
import { etagOf, requiredVersions } from '@courses/http-kit';
import type { removeLesson } from './remove-lesson';

export const removeLessonRoute = (auth: Authentication, remove: ReturnType<typeof removeLesson>) =>
  guardedRoute(auth, coursesApi.removeLesson, async ({ params, headers, user }) => {
    const course = await remove({ ...params, user, expected: requiredVersions(headers) });
    return { body: course, etag: etagOf(course.version) };
  });
