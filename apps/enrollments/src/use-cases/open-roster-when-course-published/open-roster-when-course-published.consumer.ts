import { coursePublished } from '@courses/contracts';
import { acked, subscription } from '@courses/messaging';
import type { openRosterWhenCoursePublished } from './open-roster-when-course-published';

export const openRosterConsumer = (open: ReturnType<typeof openRosterWhenCoursePublished>) =>
  subscription({
    queue: 'enrollments.open-roster',
    event: coursePublished,
    handle: async ({ data }) => {
      await open(data);
      return acked;
    },
  });
