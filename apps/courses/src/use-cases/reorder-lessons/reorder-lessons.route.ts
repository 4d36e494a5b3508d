import { guardedRoute, type Authentication } from '@courses/auth';
import { coursesApi } from '@courses/contracts';
import { etagOf, requiredVersions } from '@courses/http-kit';
import type { reorderLessons } from './reorder-lessons';

export const reorderLessonsRoute = (auth: Authentication, reorder: ReturnType<typeof reorderLessons>) =>
  guardedRoute(auth, coursesApi.reorderLessons, async ({ params, body, headers, user }) => {
    const course = await reorder({ ...params, user, ...body, expected: requiredVersions(headers) });
    return { body: course, etag: etagOf(course.version) };
  });
