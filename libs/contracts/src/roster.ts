import { z } from 'zod';
import { rosterLimits } from './limits';
import { lineOfText } from './text';

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

/** Why a seat or a place in the waiting list was given up: by the student, with the course, or by its instructor or an admin. */
export const withdrawalReason = z.enum(['student', 'course-archived', 'removed']);

/** What the student is told about a removal. */
export const removalNote = lineOfText(rosterLimits.removalNoteLength).min(1);

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

const completedAt = z.iso
  .datetime()
  .optional()
  .meta({ description: 'When the last lesson was done; stays when lessons are added later' });

/** A student's seat with the progress, as the instructor of the course sees it. */
export const seatEntry = z
  .strictObject({
    ...rosterEntry.shape,
    lessonsDone: z.int().min(0).meta({ description: 'Of the lessons that the course has now' }),
    lessonCount: z.int().min(0),
    completedAt,
  })
  .meta({ id: 'SeatEntry' });

export const enrollmentStatus = z.enum(['waiting', 'confirmed', 'completed', 'withdrawn']);

/** An enrollment with its progress, as its student sees it. */
export const enrollment = z
  .strictObject({
    ...enrollmentRecord,
    courseTitle: z.string(),
    status: enrollmentStatus,
    completedLessonIds: z.array(z.uuid()).meta({ description: 'Of the lessons that the course has now' }),
    lessonCount: z.int().min(0),
    completedAt,
    certificateId: z
      .uuid()
      .optional()
      .meta({ description: 'Of the certificate of completion; whoever has it can read the certificate' }),
    promotedAt: z.iso
      .datetime()
      .optional()
      .meta({ description: 'When a place in the waiting list became this seat' }),
    withdrawal: z
      .strictObject({
        reason: withdrawalReason,
        note: z.string().optional().meta({ description: 'What the instructor said about the removal' }),
      })
      .optional()
      .meta({ description: 'Present when the status is withdrawn' }),
  })
  .meta({ id: 'Enrollment' });

/** Proof that a student completed a course, for anybody who has its id. */
export const certificate = z
  .strictObject({
    id: z.uuid(),
    studentName: z.string().optional().meta({ description: "Absent until the account's event is processed" }),
    courseTitle: z.string(),
    completedAt: z.iso.datetime(),
  })
  .meta({ id: 'Certificate' });

export type RosterStatus = z.infer<typeof rosterStatus>;
export type Roster = z.infer<typeof roster>;
export type EnrollmentFacts = z.infer<typeof enrollmentFacts>;
export type WithdrawalReason = z.infer<typeof withdrawalReason>;
export type Place = z.infer<typeof place>;
export type SeatEntry = z.infer<typeof seatEntry>;
export type Withdrawal = NonNullable<Enrollment['withdrawal']>;
export type Certificate = z.infer<typeof certificate>;
export type RosterEntry = z.infer<typeof rosterEntry>;
export type EnrollmentStatus = z.infer<typeof enrollmentStatus>;
export type Enrollment = z.infer<typeof enrollment>;
