import { courseArchived, courseChanged, coursePublished } from './course-events';
import { enrollmentConfirmed } from './enrollment-events';
import type { EventContract } from './event';

export * from './course-events';
export * from './enrollment-events';
export type { DataOf, EventContract, EventMessage } from './event';

/** Every event of the system, by type. */
export const eventContracts: ReadonlyMap<string, EventContract> = new Map(
  [coursePublished, courseChanged, courseArchived, enrollmentConfirmed].map((contract) => [
    contract.type,
    contract,
  ]),
);
