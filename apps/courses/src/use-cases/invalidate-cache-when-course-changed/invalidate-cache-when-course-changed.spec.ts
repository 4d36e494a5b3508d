import { aCourse, anEvent } from '@courses/testing';
import { invalidateCacheWhenCourseChanged } from './invalidate-cache-when-course-changed.consumer';

const responseCache = { invalidate: jest.fn(), clear: jest.fn() };
const subscriptions = invalidateCacheWhenCourseChanged(responseCache);
beforeEach(() => jest.clearAllMocks());

describe.each(subscriptions.map((subscription) => [subscription.event.type, subscription] as const))(
  'after %s',
  (_type, { broadcast, event, handle, onConnected }) => {
    it('invalidates cached responses with an older version in every replica', async () => {
      const course = aCourse({ version: 7 });
      await handle(anEvent(event, course, course));
      expect(broadcast).toBe(true);
      expect(responseCache.invalidate).toHaveBeenCalledWith(course.id, 7);
    });

    it('clears the cache after a reconnect, when events may have been missed', () => {
      onConnected?.();
      expect(responseCache.clear).toHaveBeenCalledTimes(1);
    });
  },
);
