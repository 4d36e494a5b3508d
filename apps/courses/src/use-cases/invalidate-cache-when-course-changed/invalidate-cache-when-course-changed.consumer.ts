import { courseArchived, courseChanged, coursePublished } from '@courses/contracts';
import { ack, subscription } from '@courses/messaging';

interface InvalidatableCache {
  invalidate(courseId: string, version: number): void;
  clear(): void;
}

/** Each replica invalidates what any replica has changed. */
export const invalidateCacheWhenCourseChanged = (responseCache: InvalidatableCache) =>
  [coursePublished, courseChanged, courseArchived].map((event) =>
    subscription({
      queue: `courses.forget-${event.type.replaceAll('.', '-')}`,
      event,
      broadcast: true,
      onConnected: () => responseCache.clear(),
      handle: ({ subject, aggregateVersion }) => {
        responseCache.invalidate(subject, aggregateVersion);
        return Promise.resolve(ack);
      },
    }),
  );
