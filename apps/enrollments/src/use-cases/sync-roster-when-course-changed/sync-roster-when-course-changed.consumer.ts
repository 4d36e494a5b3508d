import { courseArchived, courseChanged, coursePublished, type Course } from '@courses/contracts';
import { ack, subscription } from '@courses/messaging';
import type { syncRosterWhenCourseChanged } from './sync-roster-when-course-changed';

/** All three carry the whole state of the course, so any of them may arrive first. */
export function syncRosterConsumers(sync: ReturnType<typeof syncRosterWhenCourseChanged>) {
  const handle = async ({ data }: { data: Course }) => {
    await sync(data);
    return ack;
  };
  return [
    subscription({ queue: 'enrollments.open-roster', event: coursePublished, handle }),
    subscription({ queue: 'enrollments.change-roster', event: courseChanged, handle }),
    subscription({ queue: 'enrollments.close-roster', event: courseArchived, handle }),
  ];
}
