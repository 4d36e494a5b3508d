import type { ResponseCache } from '@courses/http-kit';
import type { Subscription } from '@courses/messaging';
import { invalidateCacheWhenCourseChanged } from './use-cases/invalidate-cache-when-course-changed/invalidate-cache-when-course-changed.consumer';

export const subscriptions = (responseCache: ResponseCache): Subscription[] => [
  ...invalidateCacheWhenCourseChanged(responseCache),
];
