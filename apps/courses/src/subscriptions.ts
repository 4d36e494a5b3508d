import type { ResponseCache } from '@courses/http-kit';
import type { Subscription } from '@courses/messaging';
import type { Stores } from './stores';
import { invalidateCacheWhenCourseChanged } from './use-cases/invalidate-cache-when-course-changed/invalidate-cache-when-course-changed.consumer';
import { recordSeatWhenEnrollmentChanged } from './use-cases/record-seat-when-enrollment-changed/record-seat-when-enrollment-changed';
import { recordSeatConsumers } from './use-cases/record-seat-when-enrollment-changed/record-seat-when-enrollment-changed.consumer';

export const subscriptions = (stores: Stores, responseCache: ResponseCache): Subscription[] => [
  ...invalidateCacheWhenCourseChanged(responseCache),
  ...recordSeatConsumers(recordSeatWhenEnrollmentChanged(stores)),
];
