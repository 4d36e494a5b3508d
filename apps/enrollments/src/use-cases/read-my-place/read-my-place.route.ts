import { guardedRoute, type Authentication } from '@courses/auth';
import { enrollmentsApi } from '@courses/contracts';
import type { readMyPlace } from './read-my-place';

export const readMyPlaceRoute = (auth: Authentication, read: ReturnType<typeof readMyPlace>) =>
  guardedRoute(auth, enrollmentsApi.readMyPlace, async ({ params, user }) => ({
    body: { place: (await read({ ...params, studentId: user.id })) ?? null },
  }));
