import { courseArchived, courseChanged, coursePublished, type Course } from '@courses/contracts';
import { ack, subscription } from '@courses/messaging';
import type { followCourse } from './follow-course';

/** All three carry the whole state, so each can come first. */
export function followCourseConsumers(follow: ReturnType<typeof followCourse>) {
  const handle = async ({ data }: { data: Course }) => {
    await follow(data);
    return ack;
  };
  return [
    subscription({ queue: 'enrollments.open-roster', event: coursePublished, handle }),
    subscription({ queue: 'enrollments.change-roster', event: courseChanged, handle }),
    subscription({ queue: 'enrollments.close-roster', event: courseArchived, handle }),
  ];
}
