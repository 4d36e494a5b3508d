import { accountRegistered, accountRenamed, accountRolesChanged } from './account-events';
import { courseArchived, courseChanged, coursePublished } from './course-events';
import {
  enrollmentCompleted,
  enrollmentConfirmed,
  enrollmentWaitlisted,
  enrollmentWithdrawn,
} from './enrollment-events';
import type { EventContract } from './event';
import { rosterChanged, rosterOpened } from './roster-events';

export * from './account-events';
export * from './course-events';
export * from './enrollment-events';
export * from './roster-events';
export type { Change, DataOf, EventContract, EventMessage, NewEvent } from './event';

/** Every event of the system, by type. */
export const eventContracts: ReadonlyMap<string, EventContract> = new Map(
  [
    accountRegistered,
    accountRolesChanged,
    accountRenamed,
    coursePublished,
    courseChanged,
    courseArchived,
    enrollmentWaitlisted,
    enrollmentConfirmed,
    enrollmentCompleted,
    enrollmentWithdrawn,
    rosterOpened,
    rosterChanged,
  ].map((contract) => [contract.type, contract]),
);
