import { guardedRoute, type Authentication } from '@courses/auth';
import { coursesApi } from '@courses/contracts';
import type { ResponseCache } from '@courses/http-kit';
import { isPublicStatus } from '../../domain/visibility';
import { visibleTo, type listCourses } from './list-courses';

export const listCoursesRoute = (
  auth: Authentication,
  list: ReturnType<typeof listCourses>,
  responseCache: ResponseCache,
) =>
  guardedRoute(auth, coursesApi.listCourses, async ({ query, user }) => {
    const visible = visibleTo(user, query);
    if (!visible) return { body: { items: [] } };
    return responseCache.answer(JSON.stringify(visible), async () => {
      const page = await list(visible);
      return { body: page, isPublic: isPublicStatus(visible.status), dependsOn: page.items, isList: true };
    });
  });
