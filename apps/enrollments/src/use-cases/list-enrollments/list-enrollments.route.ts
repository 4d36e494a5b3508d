import { enrollmentsApi } from '@courses/contracts';
import { route } from '@courses/http-kit';
import type { listEnrollments } from './list-enrollments';

export const listEnrollmentsRoute = (list: ReturnType<typeof listEnrollments>) =>
  route(enrollmentsApi.listEnrollments, async ({ params, query }) => ({
    body: await list(params.courseId, query),
  }));
