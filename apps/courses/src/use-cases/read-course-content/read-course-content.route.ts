import { guardedRoute, type Authentication } from '@courses/auth';
import { coursesApi } from '@courses/contracts';
import { etagOf } from '@courses/http-kit';
import type { readCourseContent } from './read-course-content';

export const readCourseContentRoute = (auth: Authentication, read: ReturnType<typeof readCourseContent>) =>
  guardedRoute(auth, coursesApi.readCourseContent, async ({ params, user }) => {
    const course = await read(params.courseId, user);
    return { body: course, etag: etagOf(course.version), noStore: true };
  });
