import { z } from 'zod';
import { enrollmentFacts, removalNote, withdrawalReason } from '../roster';
import { event } from './event';

/**
 * The subject of each is the enrollment. It goes through its states in one direction, so the state is its version:
 * 1 waiting, 2 confirmed, 3 completed, 4 withdrawn. Somebody who comes back after a withdrawal gets a new enrollment.
 */
export const enrollmentVersions = { waiting: 1, confirmed: 2, completed: 3, withdrawn: 4 } as const;

export const enrollmentWaitlisted = event({
  type: 'enrollment.waitlisted.v1',
  source: 'enrollments',
  summary: 'A student waits for a seat in a course.',
  data: enrollmentFacts,
});

export const enrollmentConfirmed = event({
  type: 'enrollment.confirmed.v1',
  source: 'enrollments',
  summary: 'A student has a seat in a course.',
  data: z.strictObject({
    ...enrollmentFacts.shape,
    promotedAt: z.iso.datetime().optional().meta({
      description: 'When the place in the waiting list became a seat; absent for a seat that was free',
    }),
  }),
});

export const enrollmentCompleted = event({
  type: 'enrollment.completed.v1',
  source: 'enrollments',
  summary: 'A student has done every lesson of a course.',
  data: z.strictObject({ ...enrollmentFacts.shape, completedAt: z.iso.datetime() }),
});

export const enrollmentWithdrawn = event({
  type: 'enrollment.withdrawn.v1',
  source: 'enrollments',
  summary:
    'A student gave up a seat or a place in the waiting list, was removed, or lost the place because the course ended.',
  data: z.strictObject({
    ...enrollmentFacts.shape,
    reason: withdrawalReason,
    note: removalNote.optional().meta({ description: 'What the student is told about a removal' }),
  }),
});
