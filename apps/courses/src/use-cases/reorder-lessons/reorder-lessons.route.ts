import { coursesApi } from '@courses/contracts';
import { etagOf, requiredVersions, route } from '@courses/http-kit';
import type { reorderLessons } from './reorder-lessons';

export const reorderLessonsRoute = (reorder: ReturnType<typeof reorderLessons>) =>
  route(coursesApi.reorderLessons, async ({ params, body, headers }) => {
    const course = await reorder({ ...params, ...body, expected: requiredVersions(headers) });
    return { body: course, etag: etagOf(course.version) };
  });
