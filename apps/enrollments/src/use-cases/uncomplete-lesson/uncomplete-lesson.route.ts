import { guardedRoute, type Authentication } from '@courses/auth';
import { enrollmentsApi } from '@courses/contracts';
import type { uncompleteLesson } from './uncomplete-lesson';

export const uncompleteLessonRoute = (
  auth: Authentication,
  uncomplete: ReturnType<typeof uncompleteLesson>,
) =>
  guardedRoute(auth, enrollmentsApi.uncompleteLesson, async ({ params, user }) => ({
    body: await uncomplete({ ...params, studentId: user.id }),
  }));
