import type { Subscription } from '@courses/messaging';
import type { Stores } from './stores';
import { projectEnrollmentWhenSeatChanged } from './use-cases/project-enrollment-when-seat-changed/project-enrollment-when-seat-changed';
import { projectEnrollmentConsumers } from './use-cases/project-enrollment-when-seat-changed/project-enrollment-when-seat-changed.consumer';
import { storeNameWhenAccountChanged } from './use-cases/store-name-when-account-changed/store-name-when-account-changed';
import { storeNameConsumers } from './use-cases/store-name-when-account-changed/store-name-when-account-changed.consumer';
import { syncRosterWhenCourseChanged } from './use-cases/sync-roster-when-course-changed/sync-roster-when-course-changed';
import { syncRosterConsumers } from './use-cases/sync-roster-when-course-changed/sync-roster-when-course-changed.consumer';

export const subscriptions = (stores: Stores): Subscription[] => [
  ...syncRosterConsumers(syncRosterWhenCourseChanged(stores)),
  ...projectEnrollmentConsumers(projectEnrollmentWhenSeatChanged(stores)),
  ...storeNameConsumers(storeNameWhenAccountChanged(stores)),
];
