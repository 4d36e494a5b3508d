import { courseArchived, courseChanged, coursePublished } from '@courses/contracts';
import { ack, subscription } from '@courses/messaging';

/** What keeps responseCache, so that the same need not be read again. */
interface Kept {
  invalidate(courseId: string, version: number): void;
  clear(): void;
}

/** Each replica hears what the others, and itself, have changed. */
export const invalidateCacheWhenCourseChanged = (responseCache: Kept) =>
  [coursePublished, courseChanged, courseArchived].map((event) =>
    subscription({
      queue: `courses.invalidate-cache-${event.type.replaceAll('.', '-')}`,
      event,
      broadcast: true,
      onConnected: () => responseCache.clear(),
      handle: ({ subject, aggregateVersion }) => {
        responseCache.invalidate(subject, aggregateVersion);
        return Promise.resolve(ack);
      },
    }),
  );
