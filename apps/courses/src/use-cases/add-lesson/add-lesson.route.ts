import { guardedRoute, type Authentication } from '@courses/auth';
import { coursesApi } from '@courses/contracts';
import { etagOf, requiredVersions } from '@courses/http-kit';
import type { addLesson } from './add-lesson';

export const addLessonRoute = (auth: Authentication, add: ReturnType<typeof addLesson>) =>
  guardedRoute(
    auth,
    coursesApi.addLesson,
    async ({ params, body: { position, ...lesson }, headers, user }) => {
      const course = await add({ ...params, user, lesson, position, expected: requiredVersions(headers) });
      return { body: course, etag: etagOf(course.version) };
    },
  );
