import { coursesApi } from '@courses/contracts';
import { route } from '@courses/http-kit';
import type { listCourses } from './list-courses';

export const listCoursesRoute = (list: ReturnType<typeof listCourses>) =>
  route(coursesApi.listCourses, async ({ query }) => ({ body: await list(query) }));
