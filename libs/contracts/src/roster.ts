import { z } from 'zod';

export const rosterStatus = z.enum(['open', 'closed']);

/** The seats of a course, without the names on them. */
export const roster = z
  .strictObject({
    courseId: z.uuid(),
    courseTitle: z.string(),
    status: rosterStatus,
    capacity: z.int().min(1),
    seatsTaken: z.int().min(0),
    seatsLeft: z.int().min(0),
    version: z.int().min(1),
  })
  .meta({ id: 'Roster' });

/** One seat: who has it and since when. */
export const enrollment = z
  .strictObject({
    id: z.uuid(),
    courseId: z.uuid(),
    studentId: z.uuid(),
    enrolledAt: z.iso.datetime(),
  })
  .meta({ id: 'Enrollment' });

export type RosterStatus = z.infer<typeof rosterStatus>;
export type Roster = z.infer<typeof roster>;
export type Enrollment = z.infer<typeof enrollment>;
