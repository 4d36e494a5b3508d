import { guardedRoute, type Authentication } from '@courses/auth';
import { coursesApi } from '@courses/contracts';
import { etagOf, type ResponseCache } from '@courses/http-kit';
import { isPublicStatus } from '../../domain/visibility';
import type { readCourse } from './read-course';

export const readCourseRoute = (
  auth: Authentication,
  read: ReturnType<typeof readCourse>,
  responseCache: ResponseCache,
) =>
  guardedRoute(auth, coursesApi.readCourse, ({ params, user }) =>
    responseCache.answer(params.courseId, async () => {
      const course = await read(params.courseId, user);
      const isPublic = isPublicStatus(course.status);
      return { body: course, etag: etagOf(course.version), isPublic, dependsOn: [course] };
    }),
  );
