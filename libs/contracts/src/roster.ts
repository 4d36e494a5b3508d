import { z } from 'zod';

export const rosterStatus = z.enum(['open', 'closed']);

/** The seats of a course, without the names on them. */
export const roster = z
  .strictObject({
    courseId: z.uuid(),
    courseTitle: z.string(),
    status: rosterStatus,
    capacity: z.int().min(1).meta({ description: 'Capacity of the course, at least the seats taken' }),
    seatsTaken: z.int().min(0),
    seatsLeft: z.int().min(0),
    waiting: z.int().min(0).meta({ description: 'How many wait for a seat' }),
    version: z.int().min(1),
  })
  .meta({ id: 'Roster' });

const enrollmentRecord = {
  id: z.uuid(),
  courseId: z.uuid(),
  studentId: z.uuid(),
  enrolledAt: z.iso.datetime().meta({ description: 'Time of enrollment' }),
};

/** What the events of an enrollment carry; in which state it is, their type says. */
export const enrollmentFacts = z.strictObject({ ...enrollmentRecord, courseTitle: z.string() });

/** Why a seat or a place in the waiting list was given up. */
export const withdrawalReason = z.enum(['student', 'course-archived']);

/** A student's place in a course, as its roster has it at this moment. */
export const place = z
  .strictObject({
    ...enrollmentRecord,
    status: z.enum(['confirmed', 'waiting']),
    position: z.int().min(1).optional().meta({ description: 'In the waiting list; 1 is next' }),
  })
  .meta({ id: 'Place' });

/** The answer to "do I have a place?", which is not an error without one. */
export const myPlace = z
  .strictObject({ place: place.nullable().meta({ description: 'Null while you have none' }) })
  .meta({ id: 'MyPlace' });

/** A student's place, as the instructor of the course sees it. */
export const rosterEntry = z
  .strictObject({
    ...enrollmentRecord,
    studentName: z.string().optional().meta({ description: "Absent until the account's event is processed" }),
  })
  .meta({ id: 'RosterEntry' });

export const enrollmentStatus = z.enum(['waiting', 'confirmed', 'completed', 'withdrawn']);

/** An enrollment with its progress, as its student sees it. */
export const enrollment = z
  .strictObject({
    ...enrollmentRecord,
    courseTitle: z.string(),
    status: enrollmentStatus,
    completedLessonIds: z.array(z.uuid()).meta({ description: 'Of the lessons that the course has now' }),
    lessonCount: z.int().min(0),
    completedAt: z.iso
      .datetime()
      .optional()
      .meta({ description: 'When the last lesson was done; stays when lessons are added later' }),
  })
  .meta({ id: 'Enrollment' });

export type RosterStatus = z.infer<typeof rosterStatus>;
export type Roster = z.infer<typeof roster>;
export type EnrollmentFacts = z.infer<typeof enrollmentFacts>;
export type WithdrawalReason = z.infer<typeof withdrawalReason>;
export type Place = z.infer<typeof place>;
export type RosterEntry = z.infer<typeof rosterEntry>;
export type EnrollmentStatus = z.infer<typeof enrollmentStatus>;
export type Enrollment = z.infer<typeof enrollment>;
