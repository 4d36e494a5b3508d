import type { Subscription } from '@courses/messaging';
import type { Stores } from './stores';
import { projectEnrollmentWhenSeatChanged } from './use-cases/project-enrollment-when-seat-changed/project-enrollment-when-seat-changed';
import { projectEnrollmentConsumers } from './use-cases/project-enrollment-when-seat-changed/project-enrollment-when-seat-changed.consumer';
import { storeNameWhenAccountRegistered } from './use-cases/store-name-when-account-registered/store-name-when-account-registered';
import { storeNameConsumer } from './use-cases/store-name-when-account-registered/store-name-when-account-registered.consumer';
import { syncRosterWhenCourseChanged } from './use-cases/sync-roster-when-course-changed/sync-roster-when-course-changed';
import { syncRosterConsumers } from './use-cases/sync-roster-when-course-changed/sync-roster-when-course-changed.consumer';

export const subscriptions = (stores: Stores): Subscription[] => [
  ...syncRosterConsumers(syncRosterWhenCourseChanged(stores)),
  ...projectEnrollmentConsumers(projectEnrollmentWhenSeatChanged(stores)),
  storeNameConsumer(storeNameWhenAccountRegistered(stores)),
];
