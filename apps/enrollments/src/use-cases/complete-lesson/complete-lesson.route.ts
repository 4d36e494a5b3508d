import { guardedRoute, type Authentication } from '@courses/auth';
import { enrollmentsApi } from '@courses/contracts';
import type { completeLesson } from './complete-lesson';

export const completeLessonRoute = (auth: Authentication, complete: ReturnType<typeof completeLesson>) =>
  guardedRoute(auth, enrollmentsApi.completeLesson, async ({ params, user }) => ({
    body: await complete({ ...params, studentId: user.id }),
  }));
